import { createHash } from 'node:crypto';
import { codeSql } from '../compiled/figure-sql.ts';
import type { AskedColumns } from './asked-columns.ts';
import { cellColumns, type CellColumns } from './cell-columns.ts';

type Value = string | readonly string[];
type Parameter = (value: Value, type: 'text' | 'text[]' | 'date') => string;

/** One statement for all that a document asks of `_figures`. */
export interface ColumnsStatement {
  readonly name: string;
  readonly text: string;
  /** Values that follow those of the lists of units. */
  readonly values: readonly Value[];
  /** The sources stand behind the fields. */
  readonly cited: boolean;
}

/**
 * The statement answers one row: the version of the data, then for each field its cells, each an indicator, slice and period with its
 * figures, see `Cell`; then the sources, where they are cited. `lists` gives each field's list of units by its number, null where none are
 * named: it takes two parameters, the territories, a line each, and how many figures a cell must have that has one for each.
 *
 * Measured at national size, 3,321 units of a cell: 7 ms, of which the pass of the index takes 4.6. What is the same for all units is
 * told once, and one text of each shows that it is, which saves 1.3; only where it is not the figures are read a second time, for 4.
 */
export function columnsStatement(asked: readonly AskedColumns[], lists: readonly (number | null)[]): ColumnsStatement {
  const offset = 2 * new Set(lists.filter((list) => list !== null)).size;
  const values = new Map<string, Value>();
  const parameter: Parameter = (value, type) => {
    const key = JSON.stringify([type, value]);
    values.set(key, value);
    // Behind a sub-select PostgreSQL does not see the value, and keeps one plan for all.
    return `(select $${[...values.keys()].indexOf(key) + 1 + offset}::${type})`;
  };
  const fields = asked.map((one, place) => fieldSql(one, lists[place]!, parameter));
  const cited = asked.some((one) => cellColumns(one).wide.some(({ column }) => column === 'locator'));
  const columns = ["(select number || '-' || installation from data_version)", ...fields];
  if (cited) columns.push('(select json_object_agg(id, to_json(source)) from source)');
  const text = `select ${columns.join(', ')}`;
  const name = `columns_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
  return { name, text, values: [...values.values()], cited };
}

function fieldSql(asked: AskedColumns, list: number | null, parameter: Parameter): string {
  const { asOf } = asked.question;
  const rows = list === null ? rowsOfAll() : rowsOfListed(list);
  // The figures as they stand are those that stood then, where none of them has come later; else the resolvers have to say.
  const earlier =
    asOf === null
      ? 'true'
      : `not exists (select from current_figure c where ${IN_CELL}
        ${list === null ? '' : `and ${isListed(list)}`} and c.recorded collate "C" >= ${parameter(new Date(asOf).toISOString(), 'text')})`;
  return `(select json_agg(json_build_array(cell.indicator, cell.slice, cell.time_period, cell.period_start, cell.period_end, found.figures,
      found.plain and ${earlier})) from (${cellsSql(asked, parameter)}) cell cross join lateral (
      select bool_and(c.plain) as plain, ${figuresSql(cellColumns(asked), rows, list)} as figures from (${rows}) c
    ) found where found.plain is not null)`;
}

const IN_CELL = 'c.indicator = cell.indicator and c.slice = cell.slice and c.time_period = cell.time_period';

function isListed(list: number): string {
  return `c.territory_code = any((select string_to_array($${2 * list + 1}::text, E'\\n'))::text[])`;
}

/** The figures of a cell, in the order of their territories, which an index has. */
function rowsOfListed(list: number): string {
  return `select c.*, c.territory_code as key from current_figure c where ${IN_CELL} and c.preferred and ${isListed(list)}
      order by c.territory_code`;
}

/** The figures of a cell for the units that they were published for, in the order that `preference.ts` explains. */
function rowsOfAll(): string {
  return `select distinct on (area.code collate "C") c.*, area.code as key from current_figure c
      join area on area.code = c.ref_area and area.territory_code = c.territory_code join source cited on cited.id = c.source
      where ${IN_CELL} order by area.code collate "C", c.record_type = 'TARGET', c.obs_status = 'UNVALIDATED',
        coalesce(cited.published, '') collate "C" desc, c.source collate "C"`;
}

/** See `Cell`. */
function figuresSql({ wide, narrow }: CellColumns, rows: string, list: number | null): string {
  const arrays = wide.map(({ sql }) => `json_agg(${sql})`);
  const each = narrow.map(({ sql }) => `json_agg(${sql})`);
  const keys = `string_agg(c.key, E'\\n')`;
  const same = ['min(c.form)', ...narrow.flatMap(({ value }) => value ?? [])];
  const areSame = ['min(c.form) = max(c.form)', ...narrow.flatMap(({ isSame }) => isSame ?? [])];
  return `json_build_array(json_build_array(${same.join(', ')}),
        case when not (${areSame.join(' and ')}) then (select json_build_array(${each.join(', ')}) from (${rows}) c) end,
        ${list === null ? keys : `case when count(*) <> (select $${2 * list + 2}::int) then ${keys} end`}
        ${arrays.map((array) => `, ${array}`).join('')})`;
}

/** The cells that have figures, with the days of their periods: found by steps through the index, one for each cell. */
function cellsSql(asked: AskedColumns, parameter: Parameter): string {
  const { from, to } = asked.question;
  const days = [
    from && `period.period_start >= ${parameter(from, 'date')}`,
    to && `period.period_end <= ${parameter(to, 'date')}`,
  ].filter((condition) => condition !== null && condition !== '');
  return `select series.indicator, series.slice, time.time_period, period.period_start, period.period_end
      from (${seriesSql(asked, parameter)}) series
      cross join ${distinctSql('time_period', 'f.indicator = series.indicator and f.slice = series.slice')} as time (time_period)
      cross join lateral (select o.period_start, o.period_end from observation o
        -- The order lets PostgreSQL take the index, whatever it expects.
        where (o.indicator, o.time_period) >= (series.indicator collate "default", time.time_period collate "default")
        order by o.indicator, o.time_period limit 1) period
      ${days.length === 0 ? '' : `where ${days.join(' and ')}`}`;
}

/** Indicators with their slices: those that are named, and of the others those that are filed and kept, see `isInSlices`. */
function seriesSql({ question: { indicators }, filters }: AskedColumns, parameter: Parameter): string {
  const named = indicators.flatMap(({ code, slices }) => (slices ?? []).map((slice) => [code, slice] as const));
  const codes = named.map(([code]) => code);
  const slices = named.map(([, slice]) => slice);
  const namedSql = `select indicator, slice
        from unnest(${parameter(codes, 'text[]')}, ${parameter(slices, 'text[]')}) as named (indicator, slice)`;
  const open = indicators.filter((indicator) => indicator.slices === null).map(({ code }) => code);
  if (open.length === 0) return namedSql;
  const kept = filters.map(
    ({ dimension, codes: some }) => `${codeSql(dimension)} = any((${parameter(some, 'text[]')})::text[])`,
  );
  return `${namedSql} union all select open.indicator, c.slice from unnest(${parameter(open, 'text[]')}) as open (indicator)
        cross join ${distinctSql('slice', 'f.indicator = open.indicator')} as c (slice)
        ${kept.length === 0 ? '' : `where ${kept.join(' and ')}`}`;
}

/**
 * The values of a column of the index in their order, each found by one step. As an array: PostgreSQL then expects few, keeps one plan, and
 * does not compile it.
 */
function distinctSql(column: string, before: string): string {
  const next = (after: string) =>
    `select f.${column} from current_figure f where ${before} ${after} order by f.${column} limit 1`;
  return `unnest(array(with recursive step as (
        (${next('')}) union all select (${next(`and f.${column} > step.${column}`)}) from step where step.${column} is not null
      ) select ${column} from step where ${column} is not null))`;
}
