import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { SubmissionError } from './submission.ts';

/** One row of a CSV file, which knows its place. */
export interface CsvRow<Column extends string> {
  /** Path from the root of the project. */
  readonly file: string;
  readonly line: number;
  /** The text of a cell as it stands, empty where it is. */
  text(column: Column): string;
  /** The number in a cell, or null where it is empty; anything else is refused. */
  number(column: Column): number | null;
  /** The whole number in a cell, 0 where it is empty. */
  integer(column: Column): number;
  /** The cell's text if it is one of `allowed`. */
  oneOf<Allowed extends string>(column: Column, allowed: readonly Allowed[]): Allowed;
  /** The error that this cell is not what was expected. */
  fault(column: Column, expected: string): SubmissionError;
}

const PROJECT = join(import.meta.dirname, '../..');

/** Reads a CSV file whose first line names exactly these columns. UTF-8, comma, dot as decimal sign. */
export function readCsvTable<Column extends string>(path: string, columns: readonly Column[]): CsvRow<Column>[] {
  const file = relative(PROJECT, path);
  const [header, ...records] = parseCsv(path, file);
  const names = header?.record ?? [];
  const wrong = columns.findIndex((column, index) => names[index] !== column);
  if (wrong >= 0 || names.length !== columns.length) {
    throw new SubmissionError(file, 1, names[wrong] ?? 'header', names.join(','), `the columns ${columns.join(',')}`);
  }
  const places = new Map(columns.map((column, index) => [column, index]));
  return records.map(({ record, info }) => rowOf(file, info.lines, (column) => record[places.get(column)!] ?? ''));
}

function rowOf<Column extends string>(file: string, line: number, text: (column: Column) => string): CsvRow<Column> {
  const fault = (column: Column, expected: string) => new SubmissionError(file, line, column, text(column), expected);
  return {
    file,
    line,
    text,
    fault,
    number(column) {
      const found = text(column);
      if (found === '') return null;
      if (!/^-?\d{1,15}(\.\d{1,12})?$/.test(found))
        throw fault(column, 'a number with a dot as decimal sign, such as 12.5');
      return Number(found);
    },
    integer(column) {
      if (!/^(-?\d{1,9})?$/.test(text(column))) throw fault(column, 'a whole number');
      return Number(text(column));
    },
    oneOf(column, allowed) {
      const found = allowed.find((candidate) => candidate === text(column));
      if (found === undefined)
        throw fault(
          column,
          allowed.length < 12 ? `one of ${allowed.join(', ')}` : `a known code such as ${allowed[0]}`,
        );
      return found;
    },
  };
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parseCsv(path: string, file: string): ParsedRecord[] {
  const bytes = readFileSync(path);
  requireText(bytes, file);
  try {
    return parse(bytes, { bom: true, info: true, skip_empty_lines: true }) as unknown as ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines = (error as CsvError & { lines?: number }).lines ?? 1;
    throw new SubmissionError(file, lines, 'all', error.message, 'a row of the same columns as the header');
  }
}

/** Refuses bytes that are not UTF-8 and characters that no database keeps, at the first line that has one. */
function requireText(bytes: Buffer, file: string): void {
  if (isUtf8(bytes) && !bytes.includes(0)) return;
  let line = 1;
  for (let start = 0, end = 0; start <= bytes.length; start = end + 1, line += 1) {
    end = bytes.indexOf('\n', start) === -1 ? bytes.length : bytes.indexOf('\n', start);
    const row = bytes.subarray(start, end);
    if (!isUtf8(row) || row.includes(0))
      throw new SubmissionError(file, line, 'all', 'bytes that are no text', 'text in UTF-8');
  }
}
