import {
  executeSync,
  Kind,
  OperationTypeNode,
  visit,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import type { Complete } from './shaping.ts';

/** Answers `__schema` and `__type` from the schema that clients see. */
export type Introspect = (nodes: readonly FieldNode[]) => Complete;

export function introspection(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variableDefinitions: readonly VariableDefinitionNode[],
): Introspect {
  return (nodes) => {
    const key = nodes[0]!.alias?.value ?? nodes[0]!.name.value;
    const used = new Set<string>();
    for (const node of [...nodes, ...fragments.values()]) {
      visit(node, { Variable: ({ name }) => void used.add(name.value) });
    }
    const document = {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation: OperationTypeNode.QUERY,
          variableDefinitions: variableDefinitions.filter(({ variable }) => used.has(variable.name.value)),
          selectionSet: { kind: Kind.SELECTION_SET, selections: [...nodes] },
        },
        ...fragments.values(),
      ],
    } as const;
    return (_value, { variables }) => {
      const { data, errors } = executeSync({ schema, document, rootValue: {}, variableValues: variables });
      if (!data || errors?.length) throw new Error(`Introspection failed: ${errors?.[0]?.message}`);
      return data[key] ?? null;
    };
  };
}
