import type { Kysely } from 'kysely';
import { preparedQuery } from '../../database.ts';
import type { AbsenceFacts, FigureAnswer, FigureKey } from '../find.ts';

/** A cell without a figure. */
export interface AbsentCell {
  readonly key: FigureKey;
  /** The reason is asked in words, which name predecessors and other periods. */
  readonly explained: boolean;
}

type Row = readonly [
  dataVersion: string,
  unit: readonly [name: string | null, level: string, from: string | null, to: string | null],
  slices: readonly string[] | null,
  periods: readonly string[] | null,
  targets: boolean | null,
  later: boolean | null,
  filed: boolean | null,
  predecessors: AbsenceFacts['predecessors'] | null,
];

/**
 * What is known of cells without a figure, as `findFigures` tells it; what only the words of a reason need is left out where they
 * are not asked.
 */
export async function findAbsences(db: Kysely<any>, cells: readonly AbsentCell[]): Promise<FigureAnswer[]> {
  const explained = cells.some((cell) => cell.explained);
  const rows = (await preparedQuery(db, {
    name: explained ? 'absences_explained' : 'absences',
    text: statement(explained),
    values: [
      cells.map(({ key }) => key.unit),
      cells.map(({ key }) => key.territory),
      cells.map(({ key }) => key.question.indicator),
      cells.map(({ key }) => key.question.slice),
      cells.map(({ key }) => key.question.period),
      cells.map(({ key }) => key.question.asOf),
    ],
  })) as unknown as Row[];
  return rows.map(
    ([dataVersion, [name, level, from, to], slices, periods, targets, later, filed, predecessors], place) => ({
      dataVersion,
      figures: [],
      area:
        name === null
          ? null
          : { code: cells[place]!.key.unit, name_vi: name, level, territory_from: from, territory_to: to },
      absence: {
        slices: slices ?? [],
        periods: periods ?? [],
        targets: cells[place]!.key.question.latest && targets === true,
        later: later === true,
        filed: filed === true,
        predecessors: predecessors ?? [],
      },
    }),
  );
}

function statement(explained: boolean): string {
  return `
    select (select number || '-' || installation from data_version),
      jsonb_build_array(area.name_vi, area.level, area.territory_from, area.territory_to),
      series.slices, series.periods, series.targets, series.later,
      -- In the order of an index, which ends at the first figure.
      (select true from current_figure c where c.indicator = asked.indicator order by c.indicator, c.slice limit 1),
      ${explained ? PREDECESSORS : 'null::jsonb'}
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
      with ordinality as asked (unit, territory, indicator, slice, period, as_of, place)
    left join area on area.code = asked.unit
    cross join lateral (
      select ${explained ? `jsonb_agg(distinct o.time_period) filter (where figure and of_slice)` : 'null::jsonb'} as periods,
        jsonb_agg(distinct o.slice) filter (where figure and of_period) as slices,
        bool_or(o.record_type = 'TARGET' and of_slice) as targets,
        bool_or(o.recorded_at > asked.as_of and of_slice and of_period) as later
      from (
        select *, record_type = 'OBSERVATION' and coalesce(recorded_at <= asked.as_of, true) as figure,
          slice = coalesce(asked.slice, slice) as of_slice, time_period = coalesce(asked.period, time_period) as of_period
        from observation
      ) o
      where o.territory_code = asked.territory and o.indicator = asked.indicator
    ) series
    order by asked.place`;
}

const PREDECESSORS = `(
  select jsonb_agg(jsonb_build_object('code', latest.code, 'name', latest.name_vi) order by latest.code)
  from area_predecessor p
  cross join lateral (select a.code, a.name_vi from area a
    where a.territory_code = p.predecessor_territory_code order by a.code desc limit 1) latest
  where p.territory_code = asked.territory and exists (select from observation o
    where o.territory_code = p.predecessor_territory_code and o.indicator = asked.indicator
      and o.time_period = coalesce(asked.period, o.time_period)))`;
