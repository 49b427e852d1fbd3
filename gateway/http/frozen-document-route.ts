import type { FastifyInstance } from 'fastify';
import { callerOf } from '../../subgraphs/kit/caller.ts';
import type { Admission } from '../admission/admission.ts';
import { cacheControlOf, isNotModified } from './conditional.ts';
import { refuseExport, refusal } from './export-errors.ts';
import type { ExportAsker } from './exports-route.ts';
import { patientSignal } from './patient-signal.ts';

export const HASH = /^[0-9a-f]{64}$/;

export interface FrozenDocumentOptions {
  /** The document of a frozen view, exactly as it was hashed; null for a hash of none. */
  readonly documentOf: (hash: string, asker: ExportAsker) => Promise<string | null>;
  readonly timeoutMs: number;
  readonly admission: Pick<Admission, 'enter'>;
}

/** Serves the very bytes that a frozen view's hash stands for, to be kept and verified anywhere: `GET /exports/frozen/HASH/document.json`. */
export function serveFrozenDocuments(
  app: FastifyInstance,
  { documentOf, timeoutMs, admission }: FrozenDocumentOptions,
): void {
  app.get('/exports/frozen/:hash/document.json', { errorHandler: refuseExport }, async (request, reply) => {
    const { hash } = request.params as { hash: string };
    const etag = `"${hash}"`;
    const mayHave = HASH.test(hash);
    if (mayHave && isNotModified(request.headers['if-none-match'], etag))
      return reply.code(304).header('etag', etag).send();
    const { signal, release } = patientSignal(reply.raw, timeoutMs);
    let leave = () => {};
    try {
      ({ leave } = await admission.enter(1, signal));
      const document = mayHave ? await documentOf(hash, { signal, headers: request.headers }) : null;
      if (document === null) throw refusal(404, 'BAD_USER_INPUT', missingFrozen(hash));
      const caller = callerOf(request.headers);
      return await reply
        .type('application/json')
        .header('etag', etag)
        .header('cache-control', cacheControlOf({ hasErrors: false, caller, maxAge: null }))
        .header('content-disposition', `attachment; filename="${hash}.json"`)
        .header('x-content-type-options', 'nosniff')
        .send(Buffer.from(document));
    } finally {
      release();
      leave();
    }
  });
}

export function missingFrozen(hash: string): string {
  return `There is no frozen view with the hash "${hash.slice(0, 64)}": send its SHA-256, 64 digits from 0 to f.`;
}
