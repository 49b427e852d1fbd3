import { isDeepStrictEqual } from 'node:util';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Answer } from './gateways.ts';
import type { Operation } from './operations/operation.ts';
import { shapeFault } from './specified-shape.ts';

/** What a subgraph may tell clients in its own words; this gateway tells anything else as an unexpected failure. */
const SAID_ON_PURPOSE: readonly unknown[] = [
  'BAD_USER_INPUT',
  'SUBGRAPH_UNREACHABLE',
  'SUBGRAPH_TIMEOUT',
  'SUBGRAPH_INVALID_RESPONSE',
];

/** Where our answer is not what the specification demands of any. */
export function specificationFaults(ours: Answer, operation: Operation, schema: GraphQLSchema): string[] {
  const fault = shapeFault(schema, operation, ours.data);
  return fault ? [fault] : [];
}

/** How our answer differs from Apollo's where it must not. Apollo merges fragments before it orders keys: their order is not compared. */
export function differences(ours: Answer, stock: Answer): string[] {
  return [...(isDeepStrictEqual(ours.data, stock.data) ? [] : ['The data differ.']), ...errorDifferences(ours, stock)];
}

/**
 * Errors are compared as a set of pairs of code and agency: Apollo tells one for each entity, we one for each field; Apollo's paths end in
 * `_entities`; Apollo has no code for what a subgraph did not say on purpose. An error of completing values (a null or a wrong value where
 * the schema does not allow it) is an error by the specification, while Apollo puts it into `extensions.valueCompletion`, and only when
 * there is no other error.
 */
function errorDifferences(ours: Answer, stock: Answer): string[] {
  const told = new Set((ours.errors ?? []).map(pairOfOurs));
  const expected = new Set((stock.errors ?? []).map(pairOfStock));
  const faults = [...expected].filter((pair) => !told.has(pair)).map((pair) => `There is no error ${pair}.`);
  for (const error of ours.errors ?? []) {
    const pair = pairOfOurs(error);
    if (!expected.has(pair) && !(isOfCompletion(error) && endsInNull(ours.data, error.path))) {
      faults.push(`There is an error ${pair}, at ${error.path?.join('.') ?? 'no path'}.`);
    }
  }
  if (stock.extensions?.valueCompletion && !ours.errors?.some(isOfCompletion)) {
    faults.push('No error tells of a value that the schema does not allow.');
  }
  return faults;
}

/** Neither holds anything but texts. */
const pair = (code: unknown, agency: unknown) => `${code as string} of ${(agency as string | undefined) ?? 'nobody'}`;

const pairOfOurs = ({ extensions }: GraphQLFormattedError): string =>
  pair(extensions?.['code'], extensions?.['agency']);

function pairOfStock({ extensions }: GraphQLFormattedError): string {
  const { code, agency, serviceName: asked } = extensions ?? {};
  // The catalogue asks agencies itself, and says which.
  const serviceName = asked === 'catalogue' ? (agency ?? asked) : asked;
  if (serviceName === undefined || SAID_ON_PURPOSE.includes(code)) return pair(code, serviceName);
  return pair('INTERNAL_SERVER_ERROR', serviceName);
}

function isOfCompletion({ extensions }: GraphQLFormattedError): boolean {
  const { code, agency } = extensions ?? {};
  return code === 'SUBGRAPH_INVALID_RESPONSE' || (code === 'INTERNAL_SERVER_ERROR' && agency === undefined);
}

/** An error is told where the answer has null, or within what became null. */
function endsInNull(data: unknown, path: GraphQLFormattedError['path']): boolean {
  let value = data;
  for (const part of path ?? []) {
    if (value === null || value === undefined) return true;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value === null || value === undefined;
}
