import { Kind, parse, print, visit, type DefinitionNode, type DirectiveNode, type FieldDefinitionNode } from 'graphql';

const OF_FEDERATION = /^(link|federation)__/;
const TYPES = new Set(['_Any', '_Service', '_Entity', '_FieldSet']);
const ROOT_FIELDS = new Set(['_service', '_entities']);
const SPECIFICATION = /^https:\/\/specs\.apollo\.dev\/(link|federation)\//;

/**
 * The SDL without what libraries of federation write into it when they print a schema: definitions of federation's own directives and
 * types, `_service` and `_entities`. It is the SDL that its authors wrote; one without any of it stays as it is, to the letter.
 */
export function withoutMachinery(sdl: string): string {
  const { definitions } = parse(sdl);
  const imported = importedNames(definitions);
  const kept = definitions.flatMap((definition) => ownPart(definition, imported));
  const isSame = kept.length === definitions.length && kept.every((one, place) => one === definitions[place]);
  return isSame ? sdl : `${print({ kind: Kind.DOCUMENT, definitions: kept })}\n`;
}

/** A text that two SDL have in common if they say the same: libraries print definitions in an order of theirs, and descriptions as blocks. */
export function comparable(sdl: string): string {
  const document = visit(parse(sdl), { StringValue: (text) => ({ ...text, block: false }) });
  return document.definitions.map(print).toSorted().join('\n');
}

function ownPart(definition: DefinitionNode, imported: ReadonlySet<string>): DefinitionNode[] {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) {
    const { value } = definition.name;
    return value === 'link' || imported.has(value) || OF_FEDERATION.test(value) ? [] : [definition];
  }
  if (definition.kind === Kind.SCHEMA_DEFINITION) {
    const directives = (definition.directives ?? []).filter((directive) => !isLinkOfLink(directive));
    const isUsual = definition.operationTypes.every(
      ({ operation, type }) => type.name.value.toLowerCase() === operation,
    );
    if (directives.length === definition.directives?.length) return [definition];
    return directives.length === 0 && isUsual ? [] : [{ ...definition, directives }];
  }
  if (!('name' in definition) || definition.name === undefined) return [definition];
  const { value } = definition.name;
  if (TYPES.has(value) || OF_FEDERATION.test(value)) return [];
  const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
  if (!isObject || value !== 'Query') return [definition];
  const fields = (definition.fields ?? []).filter((field: FieldDefinitionNode) => !ROOT_FIELDS.has(field.name.value));
  if (fields.length === definition.fields?.length) return [definition];
  return fields.length === 0 ? [] : [{ ...definition, fields }];
}

/** Names that `@link` imports from federation. */
function importedNames(definitions: readonly DefinitionNode[]): ReadonlySet<string> {
  const schemas = definitions.filter(
    (one) => one.kind === Kind.SCHEMA_DEFINITION || one.kind === Kind.SCHEMA_EXTENSION,
  );
  const links = schemas.flatMap(({ directives = [] }) => directives).filter(({ name }) => name.value === 'link');
  return new Set(links.filter((link) => SPECIFICATION.test(urlOf(link))).flatMap(importsOf));
}

function importsOf({ arguments: given = [] }: DirectiveNode): string[] {
  const list = given.find(({ name }) => name.value === 'import')?.value;
  if (list?.kind !== Kind.LIST) return [];
  return list.values.flatMap((value) => (value.kind === Kind.STRING ? [value.value.replace('@', '')] : []));
}

function isLinkOfLink(directive: DirectiveNode): boolean {
  return directive.name.value === 'link' && urlOf(directive).startsWith('https://specs.apollo.dev/link/');
}

function urlOf({ arguments: given = [] }: DirectiveNode): string {
  const url = given.find(({ name }) => name.value === 'url')?.value;
  return url?.kind === Kind.STRING ? url.value : '';
}
