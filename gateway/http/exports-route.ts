import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExportedTable, ExportLanguage } from '../../subgraphs/custom-views/exports/exported-table.ts';
import { callerOf } from '../../subgraphs/kit/caller.ts';
import { Admission, type AdmissionLimits } from '../admission/admission.ts';
import { MEBIBYTE } from '../settings.ts';
import { attachment } from './attachment-name.ts';
import { cacheControlOf, isNotModified } from './conditional.ts';
import { refuseExport, refusal } from './export-errors.ts';
import { readFile, readLanguage, readPosted, type AskedFile } from './export-request.ts';
import { HASH, missingFrozen, serveFrozenDocuments } from './frozen-document-route.ts';
import { patientSignal } from './patient-signal.ts';
import { sendExport } from './send-export.ts';
import type { Patience } from './sending.ts';

/** Who asks for a table. */
export interface ExportAsker {
  /** Aborted when the client has left, or the time for the table is over. */
  readonly signal: AbortSignal;
  readonly headers: IncomingHttpHeaders;
}

/** Where tables come from, whole: all rows of all pages. Rejects with a `GraphQLError` for what cannot be answered. */
export interface ExportSource {
  /** `input` is the JSON of a `CombinedTableInput`, unread. */
  readonly ofInput: (input: Readonly<Record<string, unknown>>, asker: ExportAsker) => Promise<ExportedTable>;
  /** A saved view as it is now; null for an id that is no view's. */
  readonly ofView: (id: string, asker: ExportAsker) => Promise<ExportedTable | null>;
  /** A frozen view by its hash; null for one that is none's. */
  readonly ofFrozen: (hash: string, asker: ExportAsker) => Promise<ExportedTable | null>;
  /** The document of a frozen view, exactly as it was hashed; null for a hash of none. */
  readonly documentOf: (hash: string, asker: ExportAsker) => Promise<string | null>;
}

export interface ExportsOptions {
  readonly source: ExportSource;
  /** Longest time until a table is there to be written, in milliseconds. */
  readonly timeoutMs: number;
  readonly room?: AdmissionLimits;
  readonly patience?: Patience;
}

/** Tables that are being written are in memory until their clients have them: so much of it, and so many that are fetched at once. */
const ROOM: AdmissionLimits = { values: (256 * MEBIBYTE) / 64, operations: 4, waiting: 20, waitMs: 10_000 };
const VIEW_ID = /^[A-Za-z0-9_-]{1,100}$/;

interface Asked {
  readonly file: AskedFile;
  readonly language: ExportLanguage;
  readonly load: (asker: ExportAsker) => Promise<ExportedTable | null>;
  /** What to say where there is no such table. */
  readonly missing: string;
}

/** Serves tables as files: `POST /exports/table.FORMAT`, `GET /exports/views/ID.FORMAT`, `GET /exports/frozen/HASH.FORMAT`, and documents of frozen views. */
export function serveExports(app: FastifyInstance, { source, timeoutMs, room = ROOM, patience }: ExportsOptions): void {
  const admission = new Admission(room);
  serveFrozenDocuments(app, { documentOf: source.documentOf, timeoutMs, admission });
  const errorHandler = refuseExport;

  app.post('/exports/:file', { errorHandler }, async (request, reply) => {
    const file = readFile(fileOf(request));
    if (file.name !== 'table')
      throw refusal(404, 'BAD_REQUEST', 'Post a table to /exports/table.csv or another format.');
    const { input, title, language } = readPosted(request.body);
    const load = async (asker: ExportAsker) => ({ ...(await source.ofInput(input, asker)), title });
    return answer(reply, { file, language, load, missing: '' });
  });

  app.get('/exports/views/:file', { errorHandler }, async (request, reply) => {
    const [file, language] = [readFile(fileOf(request)), languageOf(request)];
    const missing = `There is no view "${file.name.slice(0, 100)}": send the id that saveView gave.`;
    const load = async (asker: ExportAsker) => (VIEW_ID.test(file.name) ? source.ofView(file.name, asker) : null);
    return answer(reply, { file, language, load, missing });
  });

  app.get('/exports/frozen/:file', { errorHandler }, async (request, reply) => {
    const [file, language] = [readFile(fileOf(request)), languageOf(request)];
    const missing = missingFrozen(file.name);
    // A hash stands for the same table for ever.
    const etag = `W/"${file.name}-${file.ending}-${language}"`;
    const mayHave = HASH.test(file.name);
    if (mayHave && isNotModified(request.headers['if-none-match'], etag))
      return reply.code(304).header('etag', etag).send();
    const load = async (asker: ExportAsker) => {
      const table = mayHave ? await source.ofFrozen(file.name, asker) : null;
      if (table === null) return null;
      const caller = callerOf(request.headers);
      reply.header('etag', etag).header('cache-control', cacheControlOf({ hasErrors: false, caller, maxAge: null }));
      return table;
    };
    return answer(reply, { file, language, load, missing });
  });

  async function answer(reply: FastifyReply, asked: Asked): Promise<FastifyReply> {
    const { file, language, load, missing } = asked;
    const { signal, release } = patientSignal(reply.raw, timeoutMs);
    let leave = () => {};
    try {
      ({ leave } = await admission.enter(1, signal));
      const table = await Promise.race([load({ signal, headers: reply.request.headers }), aborted(signal)]);
      if (table === null) throw refusal(404, 'BAD_USER_INPUT', missing);
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
      reply.header('content-disposition', attachment(table.title ?? 'lien-thong', file.ending));
      return sendExport(reply, table, { format: file.format, language, admission, patience });
    } finally {
      release();
      leave();
    }
  }
}

function fileOf({ params }: FastifyRequest): string {
  return (params as { file: string }).file;
}

function languageOf({ query }: FastifyRequest): ExportLanguage {
  return readLanguage((query as { language?: unknown }).language);
}

function aborted(signal: AbortSignal): Promise<never> {
  signal.throwIfAborted();
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
