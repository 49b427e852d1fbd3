import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Provenance } from '../cache/provenance.ts';
import { cacheControlOf, etagOf, isNotModified, VARY } from './conditional.ts';
import type { Asked } from '../usage/usage.ts';
import type { HeldAnswers } from './held-answers.ts';
import { encode, encodingFor, type Encoding } from './encode.ts';

/** An answer as bytes, to be sent any number of times; what is derived from them is made once. */
export interface CachedAnswer {
  readonly bytes: Buffer;
  /** What was asked, where that is recorded. */
  readonly asked?: Asked | undefined;
  readonly encoded: Map<Encoding, Promise<Buffer>>;
  etag: string | null;
  /** Until when every part may be kept, in milliseconds of `Date.now()`; null where one may change at any time. */
  readonly expiresAt: number | null;
  /** Is told of bytes that were derived and are kept with it. */
  readonly grew: (bytes: number) => void;
}

export function cachedAnswer(
  bytes: Buffer,
  { expiresAt, dataVersions }: Provenance,
  grew: (bytes: number) => void,
  asked?: Asked,
): CachedAnswer {
  // Data with versions can be corrected at any time.
  const isTimed = expiresAt < Infinity && Object.keys(dataVersions).length === 0;
  return { bytes: alone(bytes), asked, encoded: new Map(), etag: null, expiresAt: isTimed ? expiresAt : null, grew };
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
  encodedOnce(answer, encoding).then(
    (bytes) => write(response, { ...sent, 'content-encoding': encoding }, bytes, held),
    () => {
      answer.encoded.delete(encoding);
      write(response, sent, answer.bytes, held);
    },
  );
}

function encodedOnce(answer: CachedAnswer, encoding: Encoding): Promise<Buffer> {
  const known = answer.encoded.get(encoding);
  if (known) return known;
  const made = encode(answer.bytes, encoding).then((bytes) => {
    answer.grew(bytes.length);
    return alone(bytes);
  });
  answer.encoded.set(encoding, made);
  return made;
}

/** The bytes in memory of their own: a small buffer is a part of a larger one, all of which would be kept with it. */
function alone(bytes: Buffer): Buffer {
  if (bytes.buffer.byteLength === bytes.length) return bytes;
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

function write(response: ServerResponse, headers: OutgoingHttpHeaders, bytes: Buffer, held: HeldAnswers): void {
  headers['content-length'] = bytes.length;
  response.writeHead(200, headers).end(bytes);
  held.written(response, bytes);
}

function maxAgeOf({ expiresAt }: CachedAnswer): number | null {
  return expiresAt === null ? null : (expiresAt - Date.now()) / 1_000;
}
