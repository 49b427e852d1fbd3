import type { AskedColumns } from './asked-columns.ts';

/** A column of `current_figure` as it is read for each unit. */
export interface CellColumn {
  readonly column: string;
  /** A value of it. */
  readonly sql: string;
}

/** A column that is nearly always the same for all units of a cell. */
export interface NarrowColumn extends CellColumn {
  /** Whether it is; of the columns of `FORM` the form says so. */
  readonly isSame: string | null;
  /** The value that it then is; null: the form has it. */
  readonly value: string | null;
}

/** What `current_figure.form` tells, in its order, a bar between each and the next. */
export const FORM = ['unit_measure', 'unit_multiplier', 'qualifier', 'record_type', 'obs_status', 'period_basis'];

const id = (column: string): CellColumn => ({ column, sql: `c.${column}` });
const CITED: readonly CellColumn[] = [id('source'), { column: 'locator', sql: 'c.locator::json' }];

/** What differs from unit to unit. */
const WIDE: ReadonlyMap<string, readonly CellColumn[]> = new Map([
  ['values', [id('value')]],
  ['ids', [id('id')]],
  ['refArea', [id('ref_area')]],
  ['seriesBreak', [id('ref_area')]],
  ['citation', CITED],
  ['citations', CITED],
]);

const NARROW: ReadonlyMap<string, NarrowColumn> = new Map([
  ['valuesLow', rare('value_low')],
  ['valuesHigh', rare('value_high')],
  ['qualifier', ofForm('qualifier')],
  ['recordType', ofForm('record_type')],
  ['periodBasis', ofForm('period_basis')],
  ['referenceDate', optional('reference_date')],
  ['obsStatus', ofForm('obs_status')],
  ['confStatus', required('conf_status', 'text')],
  ['reasonCode', optional('reason_code', 'text')],
]);
/** Figures that differ in the first two stand in columns of their own, each with its own decimals. */
const ALWAYS: readonly NarrowColumn[] = [
  ofForm('unit_measure'),
  ofForm('unit_multiplier'),
  { column: 'decimals', sql: 'c.decimals', isSame: 'true', value: 'max(c.decimals)' },
];

/** The columns of `current_figure` that a question needs, each once. */
export interface CellColumns {
  readonly wide: readonly CellColumn[];
  readonly narrow: readonly NarrowColumn[];
}

export function cellColumns({ fields }: AskedColumns): CellColumns {
  const names = fields.flatMap((field) => field.fields.map(({ name }) => name));
  return {
    wide: once(names.flatMap((name) => WIDE.get(name) ?? [])),
    narrow: once([...ALWAYS, ...names.flatMap((name) => NARROW.get(name) ?? [])]),
  };
}

function once<Column extends CellColumn>(columns: readonly Column[]): Column[] {
  return [...new Map(columns.map((one) => [one.column, one])).values()];
}

function ofForm(column: string): NarrowColumn {
  return { column, sql: `c.${column}`, isSame: null, value: null };
}

/** A column without nulls. */
function required(column: string, type?: 'text') {
  // Bytes are compared faster than words, and for being equal they say the same.
  const sql = type === 'text' ? `c.${column} collate "C"` : `c.${column}`;
  return { column, sql, isSame: `min(${sql}) = max(${sql})`, value: `min(${sql})` };
}

function optional(column: string, type?: 'text'): NarrowColumn {
  const { sql, isSame, value } = required(column, type);
  return { column, sql, isSame: `(count(${sql}) = 0 or count(${sql}) = count(*) and ${isSame})`, value };
}

/** A column that holds null but for few units. */
function rare(column: string): NarrowColumn {
  const sql = `c.${column}`;
  return { column, sql, isSame: `count(${sql}) = 0`, value: 'null' };
}
