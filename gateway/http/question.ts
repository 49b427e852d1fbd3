import type { FastifyRequest } from 'fastify';

/** A GraphQL request of the plain kind: one text, perhaps variables. Everything else goes to Apollo Server, which knows all kinds. */
export interface Question {
  readonly source: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Reads a question of the plain kind from a body that was parsed, or from the address; null for any other. */
export function readQuestion(request: FastifyRequest): Question | null {
  const sent = request.method === 'GET' ? fromAddress(request.query) : request.body;
  if (!isObject(sent)) return null;
  const { query, operationName = null, variables = null, extensions = null } = sent;
  if (typeof query !== 'string' || query === '') return null;
  if (operationName !== null && (typeof operationName !== 'string' || operationName === '')) return null;
  if (variables !== null && !isObject(variables)) return null;
  if (extensions !== null && !(isObject(extensions) && Object.keys(extensions).length === 0)) return null;
  return { source: query, operationName, variables: variables ?? {} };
}

function fromAddress(query: unknown): unknown {
  if (!isObject(query)) return null;
  const { variables, extensions } = query;
  try {
    return {
      ...query,
      variables: typeof variables === 'string' ? (JSON.parse(variables) as unknown) : variables,
      extensions: typeof extensions === 'string' ? (JSON.parse(extensions) as unknown) : extensions,
    };
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
