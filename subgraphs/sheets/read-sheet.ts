import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import readXlsx from 'read-excel-file/node';
import { SheetError } from './sheet-error.ts';

/** Most rows and columns of a sheet, and its largest size in bytes. */
export const LARGEST_SHEET = 5 * 1024 * 1024;
const LARGEST_UNPACKED = 100 * 1024 * 1024;
const MOST_ROWS = 50_000;
const MOST_COLUMNS = 200;

export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  /** As the spreadsheet numbers it: the header is 1. */
  readonly line: number;
  readonly cells: readonly SheetCell[];
}

/** A number where the sheet has one, else text; empty for an empty cell. */
export type SheetCell = string | number;

/** Reads a CSV (comma, semicolon or tab, UTF-8) or the first sheet of an XLSX. The first row that is not empty names the columns. */
export async function readSheet(fileName: string, bytes: Buffer): Promise<Sheet> {
  if (bytes.length > LARGEST_SHEET)
    throw new SheetError(`${fileName} has ${bytes.length} bytes; at most ${LARGEST_SHEET} are read: divide it.`);
  const table = /\.xlsx$/i.test(fileName) ? await readWorkbook(fileName, bytes) : readCsv(fileName, bytes);
  const filled = table.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [head, ...rows] = filled;
  if (!head || rows.length === 0)
    throw new SheetError(
      `${fileName} has no rows: a first row with the names of the columns is expected, and figures below.`,
    );
  if (rows.length > MOST_ROWS || head.cells.length > MOST_COLUMNS)
    throw new SheetError(
      `${fileName} has ${rows.length} rows and ${head.cells.length} columns; at most ${MOST_ROWS} and ${MOST_COLUMNS} are read: divide it.`,
    );
  const header = head.cells.map((cell) => String(cell).trim());
  const twice = header.find((name, place) => name !== '' && header.indexOf(name) !== place);
  if (twice !== undefined)
    throw new SheetError(
      `${fileName}, row ${head.line}: two columns are called "${twice}". Give each a name of its own.`,
    );
  return { header, rows };
}

function readCsv(fileName: string, bytes: Buffer): SheetRow[] {
  if (!isUtf8(bytes) || bytes.includes(0))
    throw new SheetError(`${fileName} is no text in UTF-8: save it as "CSV UTF-8", or send the XLSX itself.`);
  try {
    const records = parse(bytes, {
      bom: true,
      info: true,
      delimiter: delimiterOf(bytes),
      relax_column_count: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record.map((cell) => cell.trim()) }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new SheetError(`${fileName} is no CSV: ${error.message}`, { cause: error });
  }
}

/** The one of the usual signs that the first line has most of. */
function delimiterOf(bytes: Buffer): string {
  const [first = ''] = bytes.toString('utf8').split('\n', 1);
  const counts = [',', ';', '\t'].map((sign) => [sign, first.split(sign).length] as const);
  return counts.toSorted((a, b) => b[1] - a[1])[0]![0];
}

async function readWorkbook(fileName: string, bytes: Buffer): Promise<SheetRow[]> {
  requireUnpackable(fileName, bytes);
  const read = await readXlsx(bytes).catch((error: unknown) => {
    throw new SheetError(`${fileName} is no workbook that can be read: save it as XLSX anew, or as "CSV UTF-8".`, {
      cause: error,
    });
  });
  const table = (Array.isArray(read[0]) ? read : (read[0] as { data: unknown[][] } | undefined)?.data) as unknown[][];
  return (table ?? []).map((cells, place) => ({ line: place + 1, cells: cells.map(cellOf) }));
}

/** A workbook is a ZIP, which may hold a thousand times what it weighs. */
function requireUnpackable(fileName: string, bytes: Buffer): void {
  let size = 0;
  const count = (file: { originalSize: number }) => {
    size += file.originalSize;
    return false;
  };
  try {
    unzipSync(bytes, { filter: count });
  } catch (error) {
    throw new SheetError(`${fileName} is no workbook: save it as XLSX anew, or as "CSV UTF-8".`, { cause: error });
  }
  if (size > LARGEST_UNPACKED)
    throw new SheetError(`${fileName} unpacks to ${size} bytes; at most ${LARGEST_UNPACKED} are read: divide it.`);
}

function cellOf(value: unknown): SheetCell {
  if (typeof value === 'number') return value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'string' || typeof value === 'boolean' ? String(value).trim() : '';
}
