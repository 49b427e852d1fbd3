import type { FastifyRequest } from 'fastify';
import type { SubgraphAnswers, SubgraphQuestion } from './answer.ts';
import type { CompiledAnswer } from './compiled-read.ts';

/** The type of the answer by the `Accept` that was sent; whoever sends another one is answered by the GraphQL server. */
const TYPES: ReadonlyMap<string | undefined, string> = new Map([
  [undefined, 'application/json; charset=utf-8'],
  ['*/*', 'application/json; charset=utf-8'],
  ['application/json', 'application/json; charset=utf-8'],
  ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
  ['application/graphql-response+json, application/json', 'application/graphql-response+json; charset=utf-8'],
]);

export interface CompiledResponse {
  readonly type: string;
  readonly text: string;
}

/** The answer to a request over HTTP as the database has built it, or null where the GraphQL server has to answer. */
export async function compiledResponse(
  answers: SubgraphAnswers,
  { headers, body }: FastifyRequest,
): Promise<CompiledResponse | null> {
  const type = TYPES.get(headers.accept);
  const question = questionIn(body);
  if (!type || !question || !/^application\/json\b/.test(headers['content-type'] ?? '')) return null;
  const answer = await answers.askCompiled(question);
  return answer && { type, text: responseText(answer) };
}

function questionIn(body: unknown): SubgraphQuestion | null {
  if (typeof body !== 'object' || body === null) return null;
  const { query, variables, operationName, ...others } = body as Record<string, unknown>;
  if (typeof query !== 'string' || Object.keys(others).length > 0) return null;
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return null;
  if (operationName != null && typeof operationName !== 'string') return null;
  return {
    query,
    variables: (variables ?? {}) as SubgraphQuestion['variables'],
    operationName: operationName ?? undefined,
  };
}

function responseText({ dataVersion, entities, data, value }: CompiledAnswer): string {
  const text = entities ? `{"_entities":[${entities.join(',')}]}` : (data ?? JSON.stringify(value));
  return `{"data":${text},"extensions":{"dataVersion":${JSON.stringify(dataVersion)}}}\n`;
}
