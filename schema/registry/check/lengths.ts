import { Kind, visit, type DocumentNode, type TypeNode } from 'graphql';
import { hasDirective, isObjectNode, ROOTS, sharedTypes } from './definitions.ts';
import type { Fault } from './fault.ts';

/** Lists of objects say how long they can be, so that the gateway can tell what an operation may bring before it is asked. */
export function lengthFaults(document: DocumentNode): Fault[] {
  const shared = new Set([...sharedTypes().map(({ name }) => name.value), ...ROOTS]);
  const sized = sizedFields(document);
  return document.definitions
    .filter(isObjectNode)
    .filter(({ name }) => !shared.has(name.value))
    .flatMap((type) =>
      (type.fields ?? [])
        .filter(
          (field) =>
            isList(field.type) &&
            !sized.has(field.name.value) &&
            !hasDirective(field, 'listSize') &&
            !hasDirective(field, 'inaccessible'),
        )
        .map((field): Fault => {
          const where = `${type.name.value}.${field.name.value}`;
          return {
            code: 'LIST_WITHOUT_LENGTH',
            where,
            what: `${where} is a list of unknown length`,
            instead:
              'Add @listSize(assumedSize: 200), the longest that there is, or @listSize(slicingArguments: ["first"]).',
          };
        }),
    );
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}

/** Fields whose length the field above them declares: `@listSize(sizedFields: ["nodes"])`. */
function sizedFields(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'listSize') return;
      const fields = given.find((one) => one.name.value === 'sizedFields')?.value;
      if (fields?.kind !== Kind.LIST) return;
      for (const field of fields.values) if (field.kind === Kind.STRING) names.add(field.value);
    },
  });
  return names;
}
