import type { Kysely } from 'kysely';
import { preparedQuery } from '../../database.ts';
import type { AbsenceFacts, FigureAnswer, FigureKey } from '../find.ts';

/** A cell of typed fields without a figure. */
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
  filed: boolean | null,
  predecessors: AbsenceFacts['predecessors'] | null,
];

/**
 * What is known of cells without a figure, as `findFigures` tells it of questions for one slice that stands now; what only the words of
 * a reason need is left out where they are not asked.
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
    ],
  })) as unknown as Row[];
  return rows.map(([dataVersion, [name, level, from, to], slices, periods, targets, filed, predecessors], place) => ({
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
      later: false,
      filed: filed === true,
      predecessors: predecessors ?? [],
    },
  }));
}

function statement(explained: boolean): string {
  return `
    select (select number || '-' || installation from data_version),
      jsonb_build_array(area.name_vi, area.level, area.territory_from, area.territory_to),
      series.slices, series.periods, series.targets,
      -- In the order of an index, which ends at the first figure.
      (select true from current_figure c where c.indicator = asked.indicator order by c.indicator, c.slice limit 1),
      ${explained ? PREDECESSORS : 'null::jsonb'}
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
      with ordinality as asked (unit, territory, indicator, slice, period, place)
    left join area on area.code = asked.unit
    cross join lateral (
      select jsonb_agg(distinct o.slice) filter (where o.record_type = 'OBSERVATION' and o.time_period = coalesce(asked.period, o.time_period))
          as slices,
        ${explained ? `jsonb_agg(distinct o.time_period) filter (where o.record_type = 'OBSERVATION' and o.slice = asked.slice)` : 'null::jsonb'}
          as periods,
        bool_or(o.record_type = 'TARGET' and o.slice = asked.slice) as targets
      from observation o
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
