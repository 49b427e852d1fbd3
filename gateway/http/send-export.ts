import type { FastifyReply } from 'fastify';
import type { ExportedTable, ExportLanguage } from '../../subgraphs/custom-views/exports/exported-table.ts';
import type { ExportFormat } from '../../subgraphs/custom-views/exports/formats.ts';
import type { Admission } from '../admission/admission.ts';
import { compressed } from './compress-stream.ts';
import { VARY } from './conditional.ts';
import { encodingFor, SMALLEST_ENCODED_BYTES } from './encode.ts';
import { deliveryOf, PATIENCE, type Patience } from './sending.ts';
import { watchReader } from './watch-reader.ts';

/** What a cell takes in memory, measured over a table as it comes from its JSON. */
const BYTES_PER_CELL = 512;

export interface SentAs {
  readonly format: ExportFormat;
  readonly language: ExportLanguage;
  /** Keeps room for the table until the client has it, and may leave the client for those who wait. */
  readonly admission: Pick<Admission, 'hold'>;
  readonly patience?: Patience | undefined;
}

/** Sends a table while it is written, as fast as the client takes it; one that does not take it in time is left. */
export function sendExport(reply: FastifyReply, table: ExportedTable, as: SentAs): FastifyReply {
  const { format, language, admission, patience = PATIENCE } = as;
  const { rows, columns } = table.document;
  const delivery = deliveryOf(reply.raw, patience);
  const reader = watchReader(reply.raw, patience);
  const leave = admission.hold(rows.length * columns.length * BYTES_PER_CELL, reader.since, delivery.cut);
  const end = async () => {
    await delivery.ended;
    reader.stop();
    leave();
  };
  void end();
  const encoding = format.isPacked
    ? null
    : encodingFor(reply.request.headers['accept-encoding'], SMALLEST_ENCODED_BYTES);
  const bytes = format.write(table, language);
  const before = reply.getHeader('vary');
  reply.header('vary', typeof before === 'string' && before !== '' ? `${before}, ${VARY}` : VARY);
  reply.header('x-content-type-options', 'nosniff').header('content-language', language.toLowerCase());
  if (encoding !== null) reply.header('content-encoding', encoding);
  return reply.type(format.contentType).send(encoding === null ? bytes : compressed(bytes, encoding));
}
