import { join } from 'node:path';
import { readCsvTable, type CsvRow } from '../csv-table.ts';
import { parseSliceKey, sliceKey } from '../slice.ts';
import { parseTimePeriod, TIME_PERIOD_FORMS, type TimePeriod } from '../time-period.ts';

const COLUMNS = [
  'file',
  'indicator_in_file',
  'dimensions_in_file',
  'unit_in_file',
  'from',
  'to',
  'indicator',
  'dimensions',
  'unit_measure',
  'unit_multiplier',
  'why',
] as const;

/** Under which indicator and slice a file's rows are filed. */
export interface Filing {
  readonly indicator: string;
  readonly slice: string;
  readonly unitMeasure: string;
  readonly unitMultiplier: number;
}

export interface FiledAs {
  readonly file: 'province-tables' | 'press-figures';
  readonly indicator: string;
  readonly dimensions: string;
  readonly unit: string;
  readonly period: string;
}

/**
 * Reads `filing.csv`: how names and units of a published table become indicators, slices and units of measure, and which rows of
 * `press-figures.csv` are filed otherwise than they stand. Answers a look-up that gives null where the file says nothing.
 */
export function readFiling(folder: string): (row: FiledAs) => Filing | null {
  const entries = new Map<string, (Filing & { start: string; end: string })[]>();
  for (const row of readCsvTable(join(folder, 'filing.csv'), COLUMNS)) {
    row.oneOf('file', ['province-tables', 'press-figures']);
    const key = keyOf(
      row.text('file'),
      row.text('indicator_in_file'),
      row.text('dimensions_in_file'),
      row.text('unit_in_file'),
    );
    const entry = {
      indicator: row.text('indicator'),
      slice: sliceOf(row),
      unitMeasure: row.text('unit_measure'),
      unitMultiplier: row.integer('unit_multiplier'),
      start: periodOf(row, 'from')?.start ?? '',
      end: periodOf(row, 'to')?.end ?? '9999',
    };
    const earlier = entries.get(key) ?? [];
    if (earlier.some((other) => other.start < entry.end && entry.start < other.end)) {
      throw row.fault('indicator_in_file', 'one line for each column and period');
    }
    entries.set(key, [...earlier, entry]);
  }
  return ({ file, indicator, dimensions, unit, period }) => {
    const start = parseTimePeriod(period)?.start ?? '';
    const found = entries.get(keyOf(file, indicator, dimensions, unit));
    return found?.find((entry) => entry.start <= start && start < entry.end) ?? null;
  };
}

type Row = CsvRow<(typeof COLUMNS)[number]>;

/** A row's slice in the one form in which it is recorded. */
export function sliceOf(row: CsvRow<'dimensions'>): string {
  const codes = parseSliceKey(row.text('dimensions'));
  if (!codes) throw row.fault('dimensions', 'DIMENSION=CODE, several separated by ";", each dimension once');
  return sliceKey(codes);
}

function periodOf(row: Row, column: 'from' | 'to'): TimePeriod | null {
  const period = parseTimePeriod(row.text(column));
  if (!period && row.text(column) !== '') throw row.fault(column, TIME_PERIOD_FORMS);
  return period;
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('|');
}
