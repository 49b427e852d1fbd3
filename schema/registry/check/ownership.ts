import { Kind, parse, visit, type DocumentNode } from 'graphql';
import type { Changed } from './candidate.ts';
import { fieldsOf, ROOTS, sharedTypes, typePrefixOf, typesOf, UNIT } from './definitions.ts';
import type { Fault } from './fault.ts';

/** Directives by which one subgraph takes what is another's, or the graph is composed otherwise than its rules say. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  override: 'Give the field a name of your own; its owner must retire the other first.',
  interfaceObject: 'Give your own type a field instead: an interface of another subgraph is not yours to extend.',
  provides: 'Leave it out: the graph asks each subgraph for its own fields.',
  fromContext: 'Leave it out: take what you need by @requires on AdministrativeUnit.',
  context: 'Leave it out: take what you need by @requires on AdministrativeUnit.',
  authenticated: 'Leave it out: this gateway does not enforce it, and would serve the field to anyone.',
  requiresScopes: 'Leave it out: this gateway does not enforce it, and would serve the field to anyone.',
  policy: 'Leave it out: this gateway does not enforce it, and would serve the field to anyone.',
};

/** What an agency's SDL takes that is not its own. */
export function ownershipFaults(document: DocumentNode, candidate: Changed): Fault[] {
  return [
    ...forbiddenDirectives(document),
    ...foreignTypes(document, candidate),
    ...rootFields(document, candidate),
    ...namesWithoutPrefix(document, candidate),
  ];
}

function forbiddenDirectives(document: DocumentNode): Fault[] {
  const faults: Fault[] = [];
  let [type, field] = ['', ''];
  visit(document, {
    enter(node) {
      if ('fields' in node && 'name' in node && node.name?.kind === Kind.NAME) [type, field] = [node.name.value, ''];
      if (node.kind === Kind.FIELD_DEFINITION) field = node.name.value;
      const instead =
        node.kind === Kind.DIRECTIVE ? FORBIDDEN[node.name.value.replace(/^federation__/, '')] : undefined;
      if (instead && node.kind === Kind.DIRECTIVE)
        faults.push({
          code: 'FORBIDDEN_DIRECTIVE',
          where: field ? `${type}.${field}` : type,
          what: `@${node.name.value} is not allowed`,
          instead,
        });
    },
  });
  return faults;
}

/** Types that another subgraph defines first; what all share is checked elsewhere. */
function foreignTypes(document: DocumentNode, { subgraphs, changed, rights }: Changed): Fault[] {
  const shared = new Set([...sharedTypes().map(({ name }) => name.value), ...ROOTS, UNIT]);
  const owners = new Map<string, string>();
  for (const { name, sdl } of subgraphs)
    if (name !== changed) for (const type of typesOf(parse(sdl))) owners.set(type.name.value, name);
  const seen = new Set<string>();
  const faults: Fault[] = [];
  for (const type of typesOf(document)) {
    const name = type.name.value;
    const owner = owners.get(name);
    if (shared.has(name) || owner === undefined || seen.has(name) || rights.grantedFields.includes('*')) continue;
    seen.add(name);
    faults.push({
      code: 'FOREIGN_TYPE',
      where: name,
      what: `${name} belongs to ${owner}`,
      instead: `Define a type of your own, ${typePrefixOf(changed)}${name}.`,
    });
  }
  return faults;
}

function rootFields(document: DocumentNode, { changed, rights }: Changed): Fault[] {
  if (rights.grantedFields.includes('*')) return [];
  const shared = new Set(
    sharedTypes().flatMap((type) =>
      type.name.value === 'Query' && 'fields' in type ? (type.fields ?? []).map(({ name }) => name.value) : [],
    ),
  );
  return ROOTS.flatMap((root) =>
    fieldsOf(document, root)
      .filter(({ name }) => !(root === 'Query' && shared.has(name.value)))
      .map(({ name }) => `${root}.${name.value}`)
      .filter((field) => !rights.grantedFields.includes(field))
      .map((where): Fault => ({
        code: 'ROOT_FIELD_NOT_GRANTED',
        where,
        what: `${where} was not granted to ${changed}`,
        instead: 'Put it below your own type on AdministrativeUnit, or ask the operator of the registry to grant it.',
      })),
  );
}

function namesWithoutPrefix(document: DocumentNode, { changed, rights }: Changed): Fault[] {
  if (rights.grantedFields.includes('*')) return [];
  const prefix = typePrefixOf(changed);
  const shared = new Set([...sharedTypes().map(({ name }) => name.value), ...ROOTS, UNIT]);
  return typesOf(document)
    .filter(({ name }) => !shared.has(name.value) && !name.value.startsWith(prefix) && !name.value.startsWith('_'))
    .map(({ name }): Fault => ({
      code: 'NAME_WITHOUT_PREFIX',
      where: name.value,
      what: `${name.value} does not begin with ${prefix}`,
      instead: `Call it ${prefix}${name.value}, so that it never meets another agency's.`,
    }));
}
