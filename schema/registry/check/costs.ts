import { isDeepStrictEqual } from 'node:util';
import { buildSchema, Kind, parse, validate, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { readCostDeclarations, type CostDeclarations } from '../../cost/cost-declarations.ts';
import { createCostEstimator } from '../../cost/cost-estimator.ts';
import type { Candidate } from './candidate.ts';
import type { ReviewedGraph } from './changes.ts';
import { shortened, usedBy } from './clients.ts';
import type { Fault } from './fault.ts';

/** Items that clients are taken to ask of a list: how many they do is not recorded. */
const ITEMS_ASKED = 100;

/** Operations that clients use, which gateways answer now and would refuse as too dear, or for want of a length. */
export function costFaults(
  before: ReviewedGraph,
  after: ReviewedGraph,
  operations: Candidate['operations'],
  costLimit: number,
): Fault[] {
  if (operations.length === 0 || isAsDear(before, after)) return [];
  const [now, then] = [costsIn(before, costLimit), costsIn(after, costLimit)];
  return operations.flatMap(({ text, clients }): Fault[] => {
    const document = parse(text);
    const refusal = now(document) === null ? then(document) : null;
    if (refusal === null) return [];
    return [
      {
        code: 'TOO_DEAR_FOR_CLIENTS',
        where: usedBy(clients),
        what: `${refusal}, in: ${shortened(text)}`,
        instead:
          'Keep @listSize and @cost as they are for what is asked already; add a field with pages, @listSize(slicingArguments: ["first"]), for what has become long.',
      },
    ];
  });
}

/** Why a graph refuses an operation for what it costs; null: it does not, or does not know the operation. */
function costsIn({ supergraph, api }: ReviewedGraph, limit: number): (document: DocumentNode) => string | null {
  const schema = buildSchema(api);
  const estimatorOf = createCostEstimator(supergraph, schema);
  return (document) => {
    if (validate(schema, document).length > 0) return null;
    try {
      const operation = estimatorOf(withLengths(document));
      const variables = lengthsOf(document);
      const { cost } = operation(variables);
      if (limit === 0 || cost <= limit) return null;
      const [found, most] = [cost, limit].map((number) => Math.ceil(number).toLocaleString('en'));
      return `it would cost ${found} with ${ITEMS_ASKED} items of each list, more than ${most}, mostly by ${operation.dearest(variables).join(' > ')}`;
    } catch (error) {
      return (error as Error).message.replace(/\.$/, '');
    }
  };
}

/** Whether all that can be asked already costs what it did. */
function isAsDear(before: ReviewedGraph, after: ReviewedGraph): boolean {
  const [was, will] = [declarationsOf(before), declarationsOf(after)];
  const schema = buildSchema(before.api);
  const isSame = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>) =>
    [...new Set([...one.keys(), ...other.keys()])].every(
      (where) => isDeepStrictEqual(one.get(where), other.get(where)) || !isInSchema(where, schema),
    );
  return isSame(was.weights, will.weights) && isSame(was.listSizes, will.listSizes);
}

/** Whether a schema has what a coordinate names: `Type`, `Type.field` or `Type.field(argument:)`. */
function isInSchema(coordinate: string, schema: GraphQLSchema): boolean {
  const [, type, field] = /^(\w+)(?:\.(\w+))?/.exec(coordinate)!;
  const found = schema.getType(type!);
  return found !== undefined && (field === undefined || ('getFields' in found && field in found.getFields()));
}

function declarationsOf({ supergraph }: ReviewedGraph): CostDeclarations {
  return readCostDeclarations(parse(supergraph, { noLocation: true }));
}

/** The operation with all its parts, and with lengths where numbers were not recorded. */
function withLengths(document: DocumentNode): DocumentNode {
  return visit(document, {
    IntValue: (value) => ({ ...value, value: String(ITEMS_ASKED) }),
    Directive: ({ name }) => (name.value === 'include' || name.value === 'skip' ? null : undefined),
  });
}

function lengthsOf({ definitions }: DocumentNode): Record<string, number> {
  const variables = definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? (one.variableDefinitions ?? []) : [],
  );
  return Object.fromEntries(variables.map(({ variable }) => [variable.name.value, ITEMS_ASKED]));
}
