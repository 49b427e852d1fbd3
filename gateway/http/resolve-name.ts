import type { FastifyRequest } from 'fastify';
import type { PersistedOperations } from '../persisted/persisted-operations.ts';
import type { Sent } from '../persisted/sent.ts';

/**
 * Puts the text of a persisted operation where the request has its name, before anything else reads it. What is no request of one operation
 * is left as it is: Apollo Server refuses it. Throws a `GraphQLError` for an operation that is not answered here.
 */
export function resolveName(request: FastifyRequest, operations: PersistedOperations): void {
  const { method, body } = request;
  if (method === 'GET') {
    const sent = { ...(request.query as Sent) };
    const resolved = operations.resolve(sent);
    if (resolved === sent) return;
    request.query = resolved;
    // Apollo Server reads the address itself; both must find the same.
    request.raw.url = `${request.url.split('?', 1)[0]}?${searchOf(resolved)}`;
  }
  if (method === 'POST' && typeof body === 'object' && body !== null && !Array.isArray(body))
    request.body = operations.resolve(body as Sent);
}

/** The body of a POST or the parameters of an address; nothing where the body is no object. */
export function sentIn({ method, body, query }: FastifyRequest): Sent {
  const sent = method === 'POST' ? body : query;
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? (sent as Sent) : {};
}

function searchOf(sent: Sent): string {
  const texts = Object.entries(sent).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(texts).toString();
}
