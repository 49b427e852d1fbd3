import type { Readable } from 'node:stream';
import { writeCsv } from './csv.ts';
import type { ExportedTable, ExportLanguage } from './exported-table.ts';
import { writeJsonStat } from './json-stat.ts';
import { writeSdmxCsv } from './sdmx-csv.ts';
import { writeSdmxJson } from './sdmx-json.ts';
import { writeXlsx } from './xlsx.ts';

/** One way to write a table. */
export interface ExportFormat {
  readonly contentType: string;
  /** Whether the bytes are packed already. */
  readonly isPacked: boolean;
  /** Bytes, made no faster than they are read. */
  readonly write: (table: ExportedTable, language: ExportLanguage) => Readable;
}

/** The formats by the end of a file's name. */
export const EXPORT_FORMATS: ReadonlyMap<string, ExportFormat> = new Map([
  ['csv', { contentType: 'text/csv; charset=utf-8', isPacked: false, write: writeCsv }],
  [
    'xlsx',
    {
      contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      isPacked: true,
      write: writeXlsx,
    },
  ],
  ['sdmx.csv', { contentType: 'application/vnd.sdmx.data+csv;version=2.0.0', isPacked: false, write: writeSdmxCsv }],
  ['sdmx.json', { contentType: 'application/vnd.sdmx.data+json;version=2.0.0', isPacked: false, write: writeSdmxJson }],
  ['json-stat.json', { contentType: 'application/json', isPacked: false, write: writeJsonStat }],
]);
