import {
  Kind,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { readCostDeclarations } from './cost-declarations.ts';
import type { Estimate } from './estimate.ts';
import { OperationCost } from './operation-cost.ts';
import { Reckoning } from './selection-cost.ts';
import { withDefaults, type Variables } from './variables.ts';

/** What one operation may cost, as a function of its variables. */
export interface OperationEstimate {
  (variables: Variables): Estimate;
  /** The fields that make it dear, from the outside in, with the lengths of their lists. */
  readonly dearest: (variables: Variables) => readonly string[];
}

/** Makes the estimate of an operation, once for all its requests; the document must be valid. */
export type CostEstimator = (document: DocumentNode, operationName?: string | null) => OperationEstimate;

/** Estimates operations over a supergraph as the cost specification says: `@cost` and `@listSize`. */
export function createCostEstimator(supergraphSdl: string, apiSchema: GraphQLSchema): CostEstimator {
  const declarations = readCostDeclarations(parse(supergraphSdl, { noLocation: true }));
  return (document, operationName) => {
    const operation = operationNamed(document, operationName);
    const root = operation && apiSchema.getRootType(operation.operation);
    if (!root) throw new Error('Only an operation that was found and is served has a cost.');
    const fragments = new Map(
      document.definitions
        .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
    const selection = new OperationCost(apiSchema, declarations, fragments).selection(root, [
      { selectionSet: operation.selectionSet, condition: [] },
    ]);
    const complete = withDefaults(operation);
    // Most operations have no variable that changes what they cost.
    const isFixed = !operation.variableDefinitions?.length;
    const fixed = isFixed ? new Reckoning({}).selection(selection) : null;
    return Object.assign((variables: Variables) => fixed ?? new Reckoning(complete(variables)).selection(selection), {
      dearest: (variables: Variables) => new Reckoning(complete(variables)).dearest(selection),
    });
  };
}

function operationNamed({ definitions }: DocumentNode, name?: string | null): OperationDefinitionNode | undefined {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return name ? operations.find((operation) => operation.name?.value === name) : operations[0];
}
