import type { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { bytesOf } from './byte-stream.ts';
import { guarded } from './csv-text.ts';
import { dataColumns } from './data-columns.ts';
import { text, type Entry } from './entry.ts';
import type { ExportedTable, ExportLanguage } from './exported-table.ts';
import { notesOf, sourcesOf } from './sections.ts';

/**
 * CSV for spreadsheets (RFC 4180, UTF-8 with BOM, CRLF): a heading, a line for each row; then, each after an empty line, sources, notes,
 * columns, warnings and codes. All lines have the same number of fields, so that the table ends at the first line whose fields are empty.
 */
export function writeCsv(table: ExportedTable, language: ExportLanguage): Readable {
  return bytesOf(linesOf(table, language));
}

function* linesOf(table: ExportedTable, language: ExportLanguage): Generator<string> {
  const columns = dataColumns(table.document, language);
  const sections = [sourcesOf(table, language), ...notesOf(table, language)];
  const width = Math.max(columns.length, ...sections.map(({ headings }) => headings.length));
  const line = (entries: readonly Entry[]) => csvLine(entries, width);
  yield '\uFEFF';
  yield line(columns.map(({ heading }) => text(heading)));
  for (const row of table.document.rows) yield line(columns.map(({ entry }) => entry(row)));
  for (const { title, headings, rows } of sections) {
    yield line([]);
    yield line([text(title)]);
    yield line(headings.map(text));
    yield* rows.map(line);
  }
}

function csvLine(entries: readonly Entry[], width: number): string {
  const fields = Array.from({ length: width }, (_, place) => fieldOf(entries[place] ?? null));
  // Line breaks of either kind and spaces at the ends are kept where they are quoted.
  return stringify([fields], { record_delimiter: 'windows', quoted_match: /[\r\n;\t]|^\s|\s$/ });
}

function fieldOf(entry: Entry): string {
  if (entry === null) return '';
  switch (entry.kind) {
    case 'number':
      return String(entry.number);
    case 'day':
      return entry.day;
    case 'code':
      return guarded(entry.code);
    case 'codes':
      return guarded(entry.codes.join('; '));
    default:
      return guarded(entry.text);
  }
}
