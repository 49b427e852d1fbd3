import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { cacheControlOf, etagOf, isNotModified, VARY } from './conditional.ts';
import { encode, encodingFor } from './encode.ts';
import { callerOf } from '../../subgraphs/kit/caller.ts';
import { refusalOfSize } from './response-size.ts';

/** Apollo Server and the short way write errors first. */
const WITH_ERRORS = '{"errors":';

/**
 * Finishes each answer of the graph on its way out: one that is too large is refused; a GET request is told whether and for whom it may be
 * kept, and only that nothing has changed where so; the rest is compressed. Answers that were kept are sent past all this.
 */
export function finishAnswers(app: FastifyInstance): void {
  app.addHook<string | Buffer>('onSend', async (request, reply, payload) => {
    if (request.routeOptions.url !== '/graphql' || payload === null || !isBody(payload)) return payload;
    const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
    const tooLarge = refusalOfSize(body.length);
    if (tooLarge) return replaced(reply, tooLarge);
    vary(reply);
    if (request.method !== 'POST' && tellWhetherToKeep(request, reply, body)) {
      reply.code(304).removeHeader('content-type').removeHeader('content-length');
      return null;
    }
    const encoding = encodingFor(request.headers['accept-encoding'], body.length);
    if (!encoding) return payload;
    reply.removeHeader('content-length').header('content-encoding', encoding);
    return encode(body, encoding);
  });
}

function isBody(payload: unknown): payload is string | Buffer {
  return typeof payload === 'string' || Buffer.isBuffer(payload);
}

/** Sets the headers for caches; true if the client has this body already. */
function tellWhetherToKeep(request: FastifyRequest, reply: FastifyReply, body: Buffer): boolean {
  const hasErrors = reply.statusCode !== 200 || body.subarray(0, WITH_ERRORS.length).toString() === WITH_ERRORS;
  // Apollo Server says no-store of whatever has no hints for it, and more of some refusals.
  if ((reply.getHeader('cache-control') ?? 'no-store') === 'no-store')
    reply.header('cache-control', cacheControlOf({ hasErrors, caller: callerOf(request.headers), maxAge: null }));
  if (hasErrors) return false;
  const etag = etagOf(body);
  reply.header('etag', etag);
  return isNotModified(request.headers['if-none-match'], etag);
}

function vary(reply: FastifyReply): void {
  const before = reply.getHeader('vary');
  reply.header('vary', typeof before === 'string' && before !== '' ? `${before}, ${VARY}` : VARY);
}

function replaced(reply: FastifyReply, { message, extensions }: GraphQLError): string {
  reply.code(400).removeHeader('content-length').header('cache-control', 'no-store');
  return JSON.stringify({ errors: [{ message, extensions: { code: extensions['code'] } }] });
}
