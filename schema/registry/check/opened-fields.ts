import { parse, print, visit, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import type { ComposedSubgraph } from './candidate.ts';
import { hasDirective, isObjectNode, sharedTypes } from './definitions.ts';

/**
 * A new field of a shared type comes in hidden, one subgraph after the other; when every subgraph that has the type has the field, it is
 * opened for all of them at once.
 */
export function openedFields(subgraphs: readonly ComposedSubgraph[]): readonly ComposedSubgraph[] {
  const documents = subgraphs.map(({ sdl }) => parse(sdl));
  const opened = fieldsToOpen(documents);
  if (opened.size === 0) return subgraphs;
  return subgraphs.map((subgraph, place) => ({ ...subgraph, sdl: print(withOpen(documents[place]!, opened)) }));
}

/** Coordinates of hidden fields, new to a shared type, that every subgraph with the type has. */
function fieldsToOpen(documents: readonly DocumentNode[]): ReadonlySet<string> {
  const known = new Map(
    sharedTypes()
      .filter(isObjectNode)
      .map((type) => [type.name.value, namesOf(type.fields)]),
  );
  const having = new Map<string, number>();
  const hidden = new Map<string, number>();
  for (const document of documents) {
    const types = document.definitions.filter(isObjectNode).filter(({ name }) => known.has(name.value));
    for (const type of types) {
      having.set(type.name.value, (having.get(type.name.value) ?? 0) + 1);
      for (const field of type.fields ?? [])
        if (!known.get(type.name.value)!.has(field.name.value) && hasDirective(field, 'inaccessible')) {
          const coordinate = `${type.name.value}.${field.name.value}`;
          hidden.set(coordinate, (hidden.get(coordinate) ?? 0) + 1);
        }
    }
  }
  return new Set(
    [...hidden]
      .filter(([coordinate, count]) => count === having.get(coordinate.split('.')[0]!))
      .map(([coordinate]) => coordinate),
  );
}

function withOpen(document: DocumentNode, opened: ReadonlySet<string>): DocumentNode {
  const open = (type: string) => (field: FieldDefinitionNode) =>
    opened.has(`${type}.${field.name.value}`)
      ? { ...field, directives: (field.directives ?? []).filter(({ name }) => name.value !== 'inaccessible') }
      : field;
  return visit(document, {
    ObjectTypeDefinition: (type) => ({ ...type, fields: (type.fields ?? []).map(open(type.name.value)) }),
    ObjectTypeExtension: (type) => ({ ...type, fields: (type.fields ?? []).map(open(type.name.value)) }),
  });
}

function namesOf(fields: readonly FieldDefinitionNode[] | undefined): ReadonlySet<string> {
  return new Set((fields ?? []).map(({ name }) => name.value));
}
