import type { TableColumn, TableDocument, TableRow } from '../table/document.ts';
import { fieldsThatDiffer, isSame } from './compare-cells.ts';

/** Something that differs between two tables; undefined on the side where it is not there. */
export interface Difference {
  readonly unit: string | null;
  readonly column: string | null;
  readonly field: string;
  readonly frozen: unknown;
  readonly recomputed: unknown;
}

const OF_TABLE = ['boundariesVersion', 'asOf', 'totalCount', 'undecidedCount', 'rankRefused'] as const;
const OF_COLUMN = [
  'code',
  'indicators',
  'agencies',
  'timePeriod',
  'unitMeasure',
  'unitMultiplier',
  'aggregation',
  'weight',
] as const;
const OF_ROW = ['level', 'validFrom', 'validTo', 'counterparts', 'rank', 'unrankedReason'] as const;

/** What differs between a frozen table and the same computed again, in the frozen table's order; texts do not count. */
export function* differencesOf(frozen: TableDocument, recomputed: TableDocument): Generator<Difference> {
  for (const field of OF_TABLE) yield* differs({}, field, frozen[field], recomputed[field]);
  yield* columnsThatDiffer(frozen.columns, recomputed.columns);
  yield* warningsThatAreGone(frozen, recomputed);
  yield* rowsThatDiffer(frozen.rows, recomputed.rows, sourcesOf(frozen), sourcesOf(recomputed));
}

/** A row by its unit and the day of its boundaries. */
export function rowKey({ code, boundariesOn }: TableRow): string {
  return `${code} ${boundariesOn ?? ''}`;
}

function* columnsThatDiffer(frozen: readonly TableColumn[], recomputed: readonly TableColumn[]): Generator<Difference> {
  const others = new Map(recomputed.map((column) => [column.id, column]));
  yield* differs({}, 'columns', ids(frozen), ids(recomputed));
  for (const column of frozen) {
    const other = others.get(column.id);
    if (!other) continue;
    for (const field of OF_COLUMN) yield* differs({ column: column.id }, field, column[field], other[field]);
    yield* differs({ column: column.id }, 'dimensions', codesOf(column), codesOf(other));
  }
}

/** Warnings that are new are none of the frozen table's: what computes tables may have learnt to warn of more. */
function* warningsThatAreGone(frozen: TableDocument, recomputed: TableDocument): Generator<Difference> {
  const there = new Set(recomputed.warnings.map(({ code, column }) => `${code} ${column ?? ''}`));
  for (const { code, column } of frozen.warnings)
    if (!there.has(`${code} ${column ?? ''}`)) yield* differs({ column }, 'warning', code, undefined);
}

type Sources = (row: TableRow, column: number) => readonly string[];

function* rowsThatDiffer(
  frozen: readonly TableRow[],
  recomputed: readonly TableRow[],
  frozenSources: Sources,
  sources: Sources,
): Generator<Difference> {
  const others = new Map(recomputed.map((row) => [rowKey(row), row]));
  const own = new Set(frozen.map(rowKey));
  for (const row of frozen) {
    const other = others.get(rowKey(row));
    if (!other) {
      yield* differs({ unit: row.code }, 'row', row.code, undefined);
      continue;
    }
    for (const field of OF_ROW) yield* differs({ unit: row.code }, field, row[field], other[field]);
    for (const [place, cell] of row.cells.entries()) {
      const again = other.cells[place];
      const at = { unit: row.code, column: cell.column };
      if (again?.column !== cell.column) {
        yield* differs(at, 'cell', cell.value, undefined);
        continue;
      }
      for (const field of fieldsThatDiffer(cell, again)) yield* differs(at, field, cell[field], again[field]);
      yield* differs(at, 'sources', frozenSources(row, place), sources(other, place));
    }
  }
  for (const row of recomputed)
    if (!own.has(rowKey(row))) yield* differs({ unit: row.code }, 'row', undefined, row.code);
  yield* firstOutOfPlace(
    frozen.filter((row) => others.has(rowKey(row))),
    recomputed.filter((row) => own.has(rowKey(row))),
  );
}

function* firstOutOfPlace(frozen: readonly TableRow[], recomputed: readonly TableRow[]): Generator<Difference> {
  const place = frozen.findIndex((row, index) => rowKey(row) !== rowKey(recomputed[index]!));
  if (place >= 0) yield* differs({}, 'order', rowKey(frozen[place]!).trim(), rowKey(recomputed[place]!).trim());
}

/** The sources of a cell, whatever numbers they have in the table. */
function sourcesOf({ citations }: TableDocument): Sources {
  const names = new Map(
    citations.map(({ number, agency, citation }) => [number, `${agency} ${citation.source} ${citation.locator ?? ''}`]),
  );
  return (row, column) => row.cells[column]!.citations.map((number) => names.get(number) ?? '').toSorted();
}

function* differs(
  { unit = null, column = null }: { readonly unit?: string | null; readonly column?: string | null },
  field: string,
  frozen: unknown,
  recomputed: unknown,
): Generator<Difference> {
  if (!isSame(frozen, recomputed)) yield { unit, column, field, frozen, recomputed };
}

function ids(columns: readonly TableColumn[]): string[] {
  return columns.map(({ id }) => id);
}

function codesOf({ dimensions }: TableColumn): Record<string, string> {
  return Object.fromEntries(dimensions.map(({ dimension, code }) => [dimension, code]));
}
