import {
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import type { Answer } from './gateways.ts';
import type { Operation } from './operations/operation.ts';
import { shapeFault } from './specified-shape.ts';

/** A case in which Apollo's gateway does not answer as the GraphQL specification demands, so that we are not compared with it. */
export interface Deviation {
  readonly reason: string;
  readonly applies: (operation: Operation, stock: Answer, schema: GraphQLSchema) => boolean;
}

export const DEVIATIONS: readonly Deviation[] = [
  {
    reason: 'An object of which every field is left out by a condition is not fetched, and null instead of empty.',
    applies: ({ document }) => mayBeEmpty(document),
  },
  {
    reason:
      'Apollo plans over an introspection schema of its own, without the newer fields and arguments: isOneOf, deprecated directives.',
    applies: (_, { errors }) =>
      errors?.some(({ message }) => /^Cannot query field "\w+" on type "__|^Unknown argument .* "__/.test(message)) ??
      false,
  },
  {
    reason: 'Introspection in a fragment with a condition is planned as if a subgraph could answer it.',
    applies: (_, { errors }) =>
      errors?.some(({ message }) => /^Was not able to find any options for __(schema|type)/.test(message)) ?? false,
  },
  {
    reason:
      'A client’s alias that is the name of another field, which a key or `@requires` needs beside, takes its place: a subgraph is asked with the wrong value.',
    applies: ({ document }, _, schema) => hasAliasOfField(document, schema),
  },
  {
    reason:
      'A subgraph whose root types have other names is asked for `... on Query` where a fragment has a condition.',
    applies: (_, { errors }) =>
      errors?.some(({ message }) => /^Unknown type "(Query|Mutation)"/.test(message)) ?? false,
  },
  {
    reason:
      'Keys are left out that were asked for: the answer of an @interfaceObject puts the interface’s name over the object’s type, and fragments on the type no longer apply.',
    applies: (operation, { data }, schema) => shapeFault(schema, operation, data, { ordered: false }) !== null,
  },
];

export const deviationsOf = (operation: Operation, stock: Answer, schema: GraphQLSchema): readonly Deviation[] =>
  DEVIATIONS.filter(({ applies }) => applies(operation, stock, schema));

/** Whether an alias is the name of another field of the same object. */
function hasAliasOfField(document: Operation['document'], schema: GraphQLSchema): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const visitor = visitWithTypeInfo(types, {
    Field({ alias, name }) {
      const parent = types.getParentType();
      if (!alias || !parent || alias.value === name.value) return;
      const objects = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
      found ||= alias.value === '__typename' || objects.some((type) => alias.value in type.getFields());
    },
  });
  visit(document, visitor);
  return found;
}

/** Whether every selection of a field has a condition, fragments seen through. */
function mayBeEmpty(document: Operation['document']): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const isConditional = (selection: SelectionNode): boolean => {
    if (selection.directives && selection.directives.length > 0) return true;
    if (selection.kind === Kind.FIELD) return false;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!;
    return inner.selectionSet.selections.every(isConditional);
  };
  let found = false;
  visit(document, {
    Field: ({ selectionSet }) => void (found ||= selectionSet?.selections.every(isConditional) ?? false),
  });
  return found;
}
