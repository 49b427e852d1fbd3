import { sql, type Kysely, type Selectable } from 'kysely';
import type { FigureTables, ObservationTable, SourceTable } from './tables.ts';

/** What is asked of one territory. Dates are days; `period`, `latest` and the range exclude each other. */
export interface FigureQuestion {
  /** Null: every indicator of the agency. */
  readonly indicator: string | null;
  /** Null: every slice. */
  readonly slice: string | null;
  readonly period: string | null;
  /** Only the period that ends last, then the longest; targets left out. */
  readonly latest: boolean;
  /** Periods that lie wholly from this day ... */
  readonly from: string | null;
  /** ... to the day before this one. */
  readonly to: string | null;
  /** What was recorded by this instant; null: now. */
  readonly asOf: string | null;
}

export interface FigureKey {
  /** Code of the unit version asked. */
  readonly unit: string;
  readonly territory: string;
  readonly question: FigureQuestion;
}

/** One revision with its source, as PostgreSQL's JSON gives it. */
export type FigureRow = Selectable<ObservationTable> & { readonly source_row: Selectable<SourceTable> };

/** The unit asked, from the agency's own list; null where the list does not have it. */
export interface Area {
  readonly code: string;
  readonly name_vi: string;
  readonly level: string;
  readonly territory_from: string | null;
  readonly territory_to: string | null;
}

/** What is known of a question without figures. */
export interface AbsenceFacts {
  /** Slices that have a figure for the question's period. */
  readonly slices: readonly string[];
  /** Periods that the slice has a figure for. */
  readonly periods: readonly string[];
  readonly targets: boolean;
  /** First recorded after `asOf`. */
  readonly later: boolean;
  /** Whether any unit has a figure of the indicator. */
  readonly filed: boolean;
  /** Predecessors of the unit that have a figure for the question. */
  readonly predecessors: readonly { readonly code: string; readonly name: string }[];
}

export interface FigureAnswer {
  readonly area: Area | null;
  readonly figures: readonly FigureRow[];
  /** Given where there are no figures and one indicator was asked. */
  readonly absence: AbsenceFacts | null;
  readonly dataVersion: string;
}

/**
 * Answers all keys by one statement, in their order: the figures found, ordered by indicator, slice, period and source, or what is
 * known of their absence. The data version is read in the same snapshot.
 */
export async function findFigures(db: Kysely<FigureTables>, keys: readonly FigureKey[]): Promise<FigureAnswer[]> {
  const numbers = new Map<string, number>();
  const numberOf = (question: FigureQuestion) => {
    const text = JSON.stringify(question);
    if (!numbers.has(text)) numbers.set(text, numbers.size);
    return numbers.get(text)!;
  };
  const asked = keys.map((key) => numberOf(key.question));
  const questions = [...numbers].map(([text, number]) => ({ ...(JSON.parse(text) as FigureQuestion), number }));
  const { rows } = await sql<FigureAnswer>`
    with question as (
      select * from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb) as question (
        number int, indicator text, slice text, period text, latest boolean, "from" date, "to" date, "asOf" timestamptz)
    ), asked as (
      select * from unnest(${keys.map((key) => key.unit)}::text[], ${keys.map((key) => key.territory)}::text[], ${asked}::int[])
        with ordinality as asked (unit, territory, number, place)
    )
    select to_jsonb(area) as area, coalesce(found.figures, '[]') as figures,
      -- By a case, which is worked out only for the rows that need it.
      case when found.figures is null and q.indicator is not null then jsonb_build_object(
        'slices', (select coalesce(jsonb_agg(distinct o.slice), '[]') from observation o
          where o.territory_code = asked.territory and o.indicator = q.indicator and o.record_type = 'OBSERVATION'
            and (q.period is null or o.time_period = q.period) and (q."asOf" is null or o.recorded_at <= q."asOf")),
        'targets', q.latest and exists (select from observation o
          where o.slice = q.slice and o.territory_code = asked.territory and o.indicator = q.indicator and o.record_type = 'TARGET'),
        'later', q."asOf" is not null and exists (select from observation o
          where o.territory_code = asked.territory and o.indicator = q.indicator and (q.slice is null or o.slice = q.slice)
            and (q.period is null or o.time_period = q.period) and o.recorded_at > q."asOf"),
        'periods', (select coalesce(jsonb_agg(distinct o.time_period), '[]') from observation o
          where o.territory_code = asked.territory and o.indicator = q.indicator and (q.slice is null or o.slice = q.slice)
            and o.record_type = 'OBSERVATION' and (q."asOf" is null or o.recorded_at <= q."asOf")),
        'filed', exists (select from observation o where o.indicator = q.indicator),
        'predecessors', (select coalesce(jsonb_agg(jsonb_build_object('code', latest.code, 'name', latest.name_vi) order by latest.code), '[]')
          from area_predecessor p
          cross join lateral (select a.code, a.name_vi from area a
            where a.territory_code = p.predecessor_territory_code order by a.code desc limit 1) latest
          where p.territory_code = asked.territory and exists (select from observation o
            where o.territory_code = p.predecessor_territory_code and o.indicator = q.indicator
              and (q.period is null or o.time_period = q.period)))
      ) end as absence,
      (select number || '-' || installation from data_version) as "dataVersion"
    from asked
    join question q using (number)
    left join area on area.code = asked.unit
    left join lateral (
      select jsonb_agg(to_jsonb(kept) || jsonb_build_object('source_row', to_jsonb(cited))
        order by indicator, slice, period_start, period_end, source, record_type, time_period) as figures
      from (
        select *, q.latest and rank() over (partition by indicator order by period_end desc, period_start) > 1 as older
        from (
          select distinct on (indicator, slice, time_period, source, record_type) *
          from observation
          where territory_code = asked.territory
            and (q.indicator is null or indicator = q.indicator)
            and (q.slice is null or slice = q.slice)
            and (q.period is null or time_period = q.period)
            and (q."from" is null or period_start >= q."from")
            and (q."to" is null or period_end <= q."to")
            and (q."asOf" is null or recorded_at <= q."asOf")
            and not (q.latest and record_type = 'TARGET')
          order by indicator, slice, time_period, source, record_type, revision desc
        ) current
      ) kept
      join source cited on cited.id = kept.source
      where not older
    ) found on true
    order by asked.place`.execute(db);
  return rows;
}

/** The figure with this id and the data version; the first revision, where a later one returned to the same content. */
export async function findFigureById(db: Kysely<FigureTables>, id: string) {
  const { rows } = await sql<{ figure: FigureRow | null; dataVersion: string }>`
    select (
        select to_jsonb(o) || jsonb_build_object('source_row', to_jsonb(cited))
        from observation o join source cited on cited.id = o.source
        where o.id = ${id} order by revision limit 1
      ) as figure,
      number || '-' || installation as "dataVersion"
    from data_version`.execute(db);
  return rows[0]!;
}
