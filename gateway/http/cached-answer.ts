import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Provenance } from '../cache/provenance.ts';
import { cacheControlOf, etagOf, isNotModified, VARY } from './conditional.ts';
import type { HeldAnswers } from './held-answers.ts';
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
  /** Headers that were set before. */
  readonly headers?: OutgoingHttpHeaders;
  readonly held: HeldAnswers;
}

/** Sends it; a client that has it already is told so. */
export function sendCached(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  answer: CachedAnswer,
  { contentType, caller, headers: given, held }: SentTo,
): void {
  const vary = typeof given?.['vary'] === 'string' ? `${given['vary']}, ${VARY}` : VARY;
  const sent: OutgoingHttpHeaders = { ...given, 'content-type': contentType, vary };
  if (method === 'GET') {
    answer.etag ??= etagOf(answer.bytes);
    sent['etag'] = answer.etag;
    sent['cache-control'] = cacheControlOf({ hasErrors: false, caller, maxAge: maxAgeOf(answer) });
    if (isNotModified(headers['if-none-match'], answer.etag)) {
      delete sent['content-type'];
      response.writeHead(304, sent).end();
      return;
    }
  }
  const encoding = encodingFor(headers['accept-encoding'], answer.bytes.length);
  if (encoding === null) return write(response, sent, answer.bytes, held);
  const encoded = answer.encoded.get(encoding) ?? encode(answer.bytes, encoding);
  answer.encoded.set(encoding, encoded);
  encoded.then(
    (bytes) => write(response, { ...sent, 'content-encoding': encoding }, bytes, held),
    () => {
      answer.encoded.delete(encoding);
      write(response, sent, answer.bytes, held);
    },
  );
}

function write(response: ServerResponse, headers: OutgoingHttpHeaders, bytes: Buffer, held: HeldAnswers): void {
  headers['content-length'] = bytes.length;
  response.writeHead(200, headers).end(bytes);
  held.written(response, bytes);
}

function maxAgeOf({ expiresAt }: CachedAnswer): number | null {
  return expiresAt === null ? null : (expiresAt - Date.now()) / 1_000;
}
