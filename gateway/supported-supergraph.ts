import { Kind, parse, visit, type DocumentNode, type StringValueNode } from 'graphql';

/** Features that Apollo's gateway honours, or that change no answer when it passes over them. */
const HONOURED = ['link', 'core', 'join', 'inaccessible', 'tag', 'cost'];

/**
 * Refuses a supergraph that asks for what this gateway cannot honour, by name: a protected field that is served unprotected is
 * worse than none.
 */
export function requireSupported(supergraphSdl: string): DocumentNode {
  const document = readDocument(supergraphSdl);
  const refused = [...unsupportedFeatures(document), ...progressiveOverrides(document), ...connectors(document)];
  if (refused.length > 0) {
    throw new Error(
      `This supergraph asks for what this gateway does not do: ${refused.join('; ')}. Compose it without, or serve it elsewhere.`,
    );
  }
  return document;
}

function readDocument(supergraphSdl: string): DocumentNode {
  try {
    return parse(supergraphSdl);
  } catch (error) {
    throw new Error('The supergraph is not GraphQL. Compose it again, or name another with --supergraph.', {
      cause: error,
    });
  }
}

/** Linked features that say they are for security or execution and that are not known here. */
function unsupportedFeatures(document: DocumentNode): string[] {
  const links = document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? [])
      : [],
  );
  return links.flatMap((link) => {
    const argument = (name: string) => link.arguments?.find((one) => one.name.value === name)?.value;
    const url = (argument('url') as StringValueNode | undefined)?.value ?? '';
    const purpose = argument('for');
    const name = /\/([A-Za-z]+)\/v\d+\.\d+$/.exec(url)?.[1] ?? url;
    const isHonoured = HONOURED.includes(name) && url.startsWith('https://specs.apollo.dev/');
    return purpose?.kind === Kind.ENUM && !isHonoured ? [`@${name} (${url}, for ${purpose.value})`] : [];
  });
}

function progressiveOverrides(document: DocumentNode): string[] {
  const found: string[] = [];
  visit(document, {
    FieldDefinition(field) {
      for (const directive of field.directives ?? []) {
        const label = directive.arguments?.find((argument) => argument.name.value === 'overrideLabel')?.value;
        if (label?.kind === Kind.STRING)
          found.push(`@override(label: "${label.value}") on the field ${field.name.value}`);
      }
    },
  });
  return found;
}

function connectors(document: DocumentNode): string[] {
  const uses = document.definitions.some(
    (definition) =>
      definition.kind === Kind.SCHEMA_DEFINITION &&
      definition.directives?.some((directive) =>
        directive.arguments?.some(
          (argument) => argument.value.kind === Kind.STRING && argument.value.value.includes('/connect/'),
        ),
      ),
  );
  return uses ? ['connectors (@connect)'] : [];
}
