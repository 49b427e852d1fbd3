import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { writeJson } from '../engine/spliced.ts';
import { toClientError } from '../errors.ts';
import type { Provenance } from '../cache/provenance.ts';
import type { GatewayContext } from '../context.ts';
import type { Gateway } from '../gateway.ts';
import type { Asked } from '../usage/usage.ts';
import type { Question } from './question.ts';

/** An answer on its way to the client. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
  /** What it was built from; null for an answer that is not to be kept: one with errors, or of a mutation. */
  readonly provenance: Provenance | null;
  /** What was asked, where that is recorded. */
  readonly asked?: Asked | undefined;
  /** Seconds after which the client may come again. */
  readonly retryAfter?: number;
}

/**
 * Answers an operation that was answered before without going through Apollo Server again: it is known to be valid, within the limits,
 * planned and compiled. Null for any other, and for variables that are not what they must be.
 */
export async function answerKnown(
  gateway: Gateway,
  { source, operationName, variables }: Question,
  method: string,
  createContext: () => GatewayContext,
): Promise<Answer | null> {
  const graph = gateway.graph();
  const known = graph.find(source, operationName);
  if (!known) return null;
  const { operation } = known.prepared;
  if (method === 'GET' && operation.operation !== 'query') return null;
  const read = getVariableValues(graph.schema, operation.variableDefinitions ?? [], variables);
  if (read.errors) return null;
  const context = createContext();
  try {
    const { data, errors } = await gateway.execute(graph, known, { variables, coerced: read.coerced }, context, true);
    const told = errors.map((error) => toClientError(error, undefined, gateway.log));
    const mayBeKept = told.length === 0 && operation.operation === 'query';
    const body = bodyOf(data, told, context);
    return { status: 200, body, provenance: mayBeKept ? context.provenance : null, asked: context.measured.asked };
  } catch (error) {
    return refusal(error, gateway);
  }
}

/** As Apollo Server writes it: errors first. */
function bodyOf(data: unknown, errors: readonly GraphQLFormattedError[], { provenance }: GatewayContext): Buffer {
  const { dataVersions } = provenance;
  const hasVersions = Object.keys(dataVersions).length > 0;
  const answer = {
    ...(errors.length > 0 ? { errors } : {}),
    data,
    ...(hasVersions ? { extensions: { dataVersions } } : {}),
  };
  return writeJson(answer);
}

function refusal(error: unknown, { log }: Gateway): Answer {
  const thrown = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  const { http, ...extensions } = thrown.extensions as { http?: { status?: number } };
  const told = toClientError({ message: thrown.message, extensions }, thrown, log);
  const retryAfter = (error as { retryAfter?: number }).retryAfter;
  return {
    status: http?.status ?? 500,
    body: Buffer.from(`${JSON.stringify({ errors: [told] })}\n`),
    provenance: null,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
