import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ColumnsQuestion } from './columns-question.ts';
import type { Area, FigureRow } from './find.ts';
import type { FigureTables } from './tables.ts';

/** A figure in a column: `unit` is the code asked, or the figure's own unit where none was named. */
export type ColumnRow = FigureRow & {
  readonly unit: string;
  /** Other sources give a figure for the same cell. */
  readonly others: boolean;
};

export interface ColumnRows {
  readonly dataVersion: string;
  /** The units asked, or all that have a figure, in alphabetical order. */
  readonly areas: readonly Area[];
  /** In the order of columns, within a column in that of the units' codes. */
  readonly figures: readonly ColumnRow[];
}

/**
 * Answers all questions by one statement, so that they are read from one snapshot: the preferred figure of each unit, indicator, slice
 * and period, in the order that `preference.ts` explains, with the units and the data version.
 */
export async function findColumns(
  db: Kysely<FigureTables>,
  questions: readonly ColumnsQuestion[],
): Promise<ColumnRows[]> {
  const parts = questions.map((question, place) => sql`(${columnsSql(question, place)})`);
  const { rows } = await sql<ColumnRows & { place: number }>`${sql.join(parts, sql` union all `)}`.execute(db);
  return rows.toSorted((a, b) => a.place - b.place);
}

function columnsSql({ indicators, units, from, to, asOf }: ColumnsQuestion, place: number): RawBuilder<unknown> {
  const conditions = [
    sql`o.indicator = any(${indicators.map(({ code }) => code)}::text[])`,
    slicesSql(indicators),
    units && sql`o.territory_code in (select territory_code from asked)`,
    from && sql`o.period_start >= ${from}::date`,
    to && sql`o.period_end <= ${to}::date`,
    asOf && sql`o.recorded_at <= ${asOf}::timestamptz`,
  ].filter((condition) => condition !== null && condition !== '');
  const [asked, itself, withFigures] = units
    ? [sql`where code = any(${units}::text[])`, sql``, sql``]
    : [sql``, sql`and area.code = c.ref_area`, sql`where code in (select unit from preferred)`];
  // The units are read apart: beside the figures the list of codes would be searched anew for each.
  return sql`
    with asked as materialized (
      select * from area ${asked}
    ), current as (
      select distinct on (o.indicator, o.territory_code, o.slice, o.time_period, o.source, o.record_type) o.*
      from observation o
      where ${sql.join(conditions, sql` and `)}
      order by o.indicator, o.territory_code, o.slice, o.time_period, o.source, o.record_type, o.revision desc
    ), counted as (
      select *, count(*) over (partition by indicator, territory_code, slice, time_period, record_type) > 1 as others from current
    ), preferred as (
      select distinct on (area.code, c.indicator, c.slice, c.time_period) area.code collate "C" as unit,
        to_jsonb(c) || jsonb_build_object('source_row', to_jsonb(cited), 'unit', area.code) as figure,
        c.indicator collate "C", c.slice collate "C", c.time_period collate "C", c.period_start, c.period_end
      from counted c
      join source cited on cited.id = c.source
      join asked area on area.territory_code = c.territory_code ${itself}
      order by area.code, c.indicator, c.slice, c.time_period, c.record_type = 'TARGET', c.obs_status = 'UNVALIDATED',
        coalesce(cited.published, '') collate "C" desc, c.source collate "C"
    )
    select ${place}::int as place, number || '-' || installation as "dataVersion",
      (select coalesce(jsonb_agg(to_jsonb(area) order by code collate "C"), '[]') from asked area ${withFigures}) as areas,
      (select coalesce(jsonb_agg(figure order by indicator, slice, period_start, period_end, unit, time_period), '[]') from preferred)
        as figures
    from data_version`;
}

/** Narrows to the slices that are named; null where those of no indicator are. */
function slicesSql(indicators: ColumnsQuestion['indicators']): RawBuilder<unknown> | null {
  const named = indicators.flatMap(({ slices }) => slices ?? []);
  const others = indicators.filter(({ slices }) => slices === null).map(({ code }) => code);
  if (others.length === indicators.length) return null;
  const isNamed = sql`o.slice = any(${[...new Set(named)]}::text[])`;
  return others.length === 0 ? isNamed : sql`(${isNamed} or o.indicator = any(${others}::text[]))`;
}
