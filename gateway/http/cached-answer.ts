import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Provenance } from '../cache/provenance.ts';
import { cacheControlOf, etagOf, isNotModified, VARY } from './conditional.ts';
import { encode, encodingFor, type Encoding } from './encode.ts';

/** An answer as bytes, to be sent any number of times; what is derived from them is made once. */
export interface CachedAnswer {
  readonly bytes: Buffer;
  readonly encoded: Map<Encoding, Promise<Buffer>>;
  etag: string | null;
  /** Until when every part may be kept, in milliseconds of `Date.now()`; null where one may change at any time. */
  readonly expiresAt: number | null;
}

export function cachedAnswer(bytes: Buffer, { expiresAt, dataVersions }: Provenance): CachedAnswer {
  // Data with versions can be corrected at any time.
  const isTimed = expiresAt < Infinity && Object.keys(dataVersions).length === 0;
  return { bytes, encoded: new Map(), etag: null, expiresAt: isTimed ? expiresAt : null };
}

export interface SentTo {
  readonly contentType: string;
  /** Who asked; empty for anybody. */
  readonly caller: string;
}

/** Sends it past the framework, which would look at each header again; a client that has it already is told so. */
export async function sendCached(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: CachedAnswer,
  { contentType, caller }: SentTo,
): Promise<void> {
  const { headers } = request;
  const given = reply.getHeaders() as Record<string, string>;
  const sent: Record<string, string | number> = { ...given, 'content-type': contentType, vary: varying(given) };
  if (request.method === 'GET') {
    answer.etag ??= etagOf(answer.bytes);
    sent['etag'] = answer.etag;
    sent['cache-control'] = cacheControlOf({ hasErrors: false, caller, maxAge: maxAgeOf(answer) });
    if (isNotModified(headers['if-none-match'], answer.etag)) {
      delete sent['content-type'];
      reply.hijack();
      reply.raw.writeHead(304, sent).end();
      return;
    }
  }
  const encoding = encodingFor(headers['accept-encoding'] as string | undefined, answer.bytes.length);
  let body = answer.bytes;
  if (encoding) {
    const known = answer.encoded.get(encoding) ?? encode(answer.bytes, encoding);
    answer.encoded.set(encoding, known);
    body = await known;
    sent['content-encoding'] = encoding;
  }
  sent['content-length'] = body.length;
  reply.hijack();
  reply.raw.writeHead(200, sent).end(body);
}

function varying({ vary }: Readonly<Record<string, string>>): string {
  return vary ? `${vary}, ${VARY}` : VARY;
}

function maxAgeOf({ expiresAt }: CachedAnswer): number | null {
  return expiresAt === null ? null : (expiresAt - Date.now()) / 1_000;
}
