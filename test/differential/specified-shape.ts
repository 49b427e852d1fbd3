import {
  getNamedType,
  getVariableValues,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Operation } from './operations/operation.ts';

type Fields = ReadonlyMap<string, readonly FieldNode[]>;

/**
 * Whether the keys of the answer are those that the operation asks for, in the order that the specification gives them: the order in
 * which they first stand in the document, fragments seen through. Tells the first object that is not so. Unordered, it only asks for keys.
 */
export function shapeFault(
  schema: GraphQLSchema,
  { document, variables }: Operation,
  data: unknown,
  { ordered = true } = {},
): string | null {
  const listed = (keys: Iterable<string>) => (ordered ? [...keys] : [...keys].toSorted()).join();
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  )!;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!coerced || data === null || data === undefined) return null;
  const fragments: Record<string, FragmentDefinitionNode> = Object.fromEntries(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  const root = schema.getRootType(operation.operation)!;
  return objectFault(data, root, collectFields(schema, fragments, coerced, root, operation.selectionSet), []);

  function objectFault(
    value: unknown,
    type: GraphQLObjectType,
    fields: Fields,
    path: readonly unknown[],
  ): string | null {
    if (typeof value !== 'object' || value === null) return `No object at ${path.join('.')}: ${JSON.stringify(value)}.`;
    const [found, asked] = [listed(Object.keys(value)), listed(fields.keys())];
    if (found !== asked) {
      return `At ${path.join('.') || 'the root'}, a ${type.name}, the keys are ${found}, but asked was ${asked}.`;
    }
    for (const [key, nodes] of fields) {
      const fault = valueFault((value as Record<string, unknown>)[key], type, nodes, [...path, key]);
      if (fault) return fault;
    }
    return null;
  }

  function valueFault(
    value: unknown,
    parent: GraphQLObjectType,
    nodes: readonly FieldNode[],
    path: readonly unknown[],
  ): string | null {
    if (value === null || value === undefined) return value === null ? null : `Nothing at ${path.join('.')}.`;
    const name = nodes[0]!.name.value;
    if (name === TypeNameMetaFieldDef.name)
      return value === parent.name ? null : `__typename at ${path.join('.')} is ${JSON.stringify(value)}.`;
    const meta = [SchemaMetaFieldDef, TypeMetaFieldDef].find((one) => one.name === name);
    const type = getNamedType((meta ?? parent.getFields()[name]!).type);
    if (!isCompositeType(type)) return null;
    if (Array.isArray(value)) {
      return value.map((one, index) => valueFault(one, parent, nodes, [...path, index])).find(Boolean) ?? null;
    }
    const candidates = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    const faults = candidates.filter(isObjectType).map((one) => {
      return objectFault(value, one, collectSubfields(schema, fragments, coerced!, one, nodes), path);
    });
    return faults.includes(null) ? null : faults.join(' Or: ');
  }
}
