import { Kind, print, visit, type DocumentNode } from 'graphql';
import { hasDirective, isObjectNode, ROOTS, sharedTypes, typesOf, UNIT, type TypeNode } from './definitions.ts';
import type { Fault } from './fault.ts';

/**
 * A type that all share must be the same in every subgraph: a narrower enum in one would take values from everyone's graph, without a hint.
 * A new field of one may come in hidden (`@inaccessible`).
 */
export function sharedTypeFaults(document: DocumentNode): Fault[] {
  const shared = new Map(sharedTypes().map((type) => [type.name.value, type]));
  const own = Map.groupBy(typesOf(document), ({ name }) => name.value);
  return [...own].flatMap(([name, definitions]): Fault[] => {
    const known = shared.get(name);
    if (!known || name === UNIT || ROOTS.includes(name)) return [];
    if (definitions.length === 1 && textOf(withoutHiddenFields(definitions[0]!, known)) === textOf(known)) return [];
    return [
      {
        code: 'SHARED_TYPE_CHANGED',
        where: name,
        what: differenceOf(definitions, known),
        instead: isEnum(known)
          ? `Copy ${name} from the shared SDL as it stands, and add codes by an enum of your own with the same @codeList(id:).`
          : `Copy ${name} from the shared SDL as it stands; a new field of it must be @inaccessible until every subgraph has it.`,
      },
    ];
  });
}

/** A definition without descriptions, on which sharing does not depend. */
function textOf(type: TypeNode): string {
  return print(
    visit(type, {
      enter: (node) => ('description' in node && node.description ? { ...node, description: undefined } : undefined),
    }),
  );
}

function withoutHiddenFields(type: TypeNode, known: TypeNode): TypeNode {
  if (!isObjectNode(type) || !isObjectNode(known)) return type;
  const names = new Set(known.fields?.map(({ name }) => name.value));
  return {
    ...type,
    fields: (type.fields ?? []).filter((field) => names.has(field.name.value) || !hasDirective(field, 'inaccessible')),
  };
}

function isEnum({ kind }: TypeNode): boolean {
  return kind === Kind.ENUM_TYPE_DEFINITION;
}

function differenceOf(found: readonly TypeNode[], known: TypeNode): string {
  const lines = (types: readonly TypeNode[]) =>
    new Set(types.flatMap((type) => textOf(type).split('\n')).map((line) => line.trim()));
  const [ours, theirs] = [lines([known]), lines(found)];
  const missing = [...ours.difference(theirs)].slice(0, 3);
  const added = [...theirs.difference(ours)].slice(0, 3);
  return [
    found.length > 1
      ? `${known.name.value} is defined ${found.length} times`
      : `${known.name.value} differs from the shared SDL`,
    missing.length > 0 ? `without: ${missing.join(' ')}` : '',
    added.length > 0 ? `with: ${added.join(' ')}` : '',
  ]
    .filter(Boolean)
    .join('; ');
}
