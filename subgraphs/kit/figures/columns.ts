import type { GraphQLFieldResolver } from 'graphql';
import { sql, type Kysely } from 'kysely';
import type { CodeList } from '../code-lists.ts';
import type { Agency } from '../declarations.ts';
import { badInput } from '../errors.ts';
import { reasonOf } from './absence.ts';
import type { FigureContext } from './context.ts';
import type { Area, FigureRow } from './find.ts';
import { dimensionValues, seriesBreakOf, toCitation } from './observation.ts';
import { checkDimensions, indicatorOf, isInSlices, rangeOf } from './filters.ts';
import type { FigureTables } from './tables.ts';

interface Arguments {
  readonly indicators: readonly string[];
  readonly units?: readonly string[] | null;
  readonly dimensions?: readonly { readonly dimension: string; readonly codes: readonly string[] }[] | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly asOf?: string | null;
}

interface ColumnRows {
  readonly dataVersion: string;
  readonly areas: readonly Area[];
  /** `unit` is the code asked, or the figure's own unit where none was named. */
  readonly figures: readonly (FigureRow & { readonly unit: string })[];
}

/** `_figures`: the figures of many units by one statement, a column for each indicator, slice and period. */
export function figureColumns(
  agency: Agency,
  codeLists: ReadonlyMap<string, CodeList>,
): GraphQLFieldResolver<unknown, FigureContext> {
  return async (_root, args: Arguments, context) => {
    const indicators = args.indicators.map((code) => indicatorOf(agency, code));
    const filters = args.dimensions ?? [];
    checkDimensions(indicators, filters);
    const found = await findColumns(context.db, args);
    context.read.dataVersion = found.dataVersion;
    const areas = new Map(found.areas.map((area) => [area.code, area]));
    const unknown = args.units?.filter((unit) => !areas.has(unit)) ?? [];
    if (unknown.length > 0)
      throw badInput(
        `No units with the codes ${unknown.slice(0, 10).join(', ')}. Send dated keys such as 417-20211101.`,
      );
    const units = args.units ? [...new Set(args.units)] : [...areas.keys()];
    const kept = found.figures.filter((row) => isInSlices(row, indicatorOf(agency, row.indicator), filters));
    const columns = Map.groupBy(kept, (row) =>
      [row.indicator, row.slice, row.time_period, row.unit_measure, row.unit_multiplier].join('|'),
    );
    return {
      dataVersion: found.dataVersion,
      units,
      columns: [...columns.values()].map((rows) =>
        toColumn(rows, units, areas, indicatorOf(agency, rows[0]!.indicator), codeLists),
      ),
    };
  };
}

function toColumn(
  rows: ColumnRows['figures'],
  units: readonly string[],
  areas: ReadonlyMap<string, Area>,
  indicator: ReturnType<typeof indicatorOf>,
  codeLists: ReadonlyMap<string, CodeList>,
) {
  const first = rows[0]!;
  const byUnit = new Map(rows.map((row) => [row.unit, row]));
  const along = <Value>(read: (row: FigureRow) => Value) =>
    units.map((unit) => (byUnit.has(unit) ? read(byUnit.get(unit)!) : null));
  const citations = new Map(rows.map((row) => [`${row.source} ${row.locator}`, row]));
  const places = new Map([...citations.keys()].map((key, place) => [key, place]));
  const absences = units.map((unit) =>
    byUnit.has(unit)
      ? null
      : reasonOf(
          {
            unit,
            territory: '',
            question: {
              indicator: indicator.code,
              slice: first.slice,
              period: first.time_period,
              latest: false,
              from: null,
              to: null,
              asOf: null,
            },
          },
          { area: areas.get(unit) ?? null, absence: null },
          indicator,
          true,
        ),
  );
  return {
    indicator: indicator.code,
    dimensions: dimensionValues(indicator, first.slice, codeLists),
    timePeriod: first.time_period,
    unitMeasure: first.unit_measure,
    unitMultiplier: first.unit_multiplier,
    decimals: Math.max(...rows.map((row) => row.decimals)),
    ids: along((row) => row.id),
    refArea: along((row) => row.ref_area),
    values: along((row) => row.value),
    valuesLow: along((row) => row.value_low),
    valuesHigh: along((row) => row.value_high),
    qualifier: along((row) => row.qualifier),
    recordType: along((row) => row.record_type),
    periodBasis: along((row) => row.period_basis),
    referenceDate: along((row) => row.reference_date),
    obsStatus: units.map((unit, place) => byUnit.get(unit)?.obs_status ?? absences[place]!.status),
    confStatus: along((row) => row.conf_status),
    seriesBreak: along((row) => seriesBreakOf(row, indicator)),
    reasonCode: units.map((unit, place) => absences[place]?.code ?? byUnit.get(unit)!.reason_code),
    citation: along((row) => places.get(`${row.source} ${row.locator}`)!),
    citations: [...citations.values()].map(toCitation),
  };
}

/** The preferred figure of each unit and column, in the order that `preference.ts` explains, with the units and the data version. */
async function findColumns(db: Kysely<FigureTables>, args: Arguments): Promise<ColumnRows> {
  const { from, to } = rangeOf(args);
  const units = args.units ?? null;
  const { rows } = await sql<ColumnRows>`
    with current as (
      select distinct on (o.indicator, o.territory_code, o.slice, o.time_period, o.source, o.record_type) o.*
      from observation o
      where o.indicator = any(${args.indicators}::text[])
        and (${from}::date is null or o.period_start >= ${from}::date)
        and (${to}::date is null or o.period_end <= ${to}::date)
        and (${args.asOf ?? null}::timestamptz is null or o.recorded_at <= ${args.asOf ?? null}::timestamptz)
      order by o.indicator, o.territory_code, o.slice, o.time_period, o.source, o.record_type, o.revision desc
    ), preferred as (
      select distinct on (area.code, c.indicator, c.slice, c.time_period) area.code as unit,
        to_jsonb(c) || jsonb_build_object('source_row', to_jsonb(cited), 'unit', area.code) as figure,
        c.indicator, c.slice, c.period_start, c.period_end
      from current c
      join source cited on cited.id = c.source
      join area on area.territory_code = c.territory_code
        and case when ${units}::text[] is null then area.code = c.ref_area else area.code = any(${units}::text[]) end
      order by area.code, c.indicator, c.slice, c.time_period, c.record_type = 'TARGET', c.obs_status = 'UNVALIDATED',
        cited.published desc nulls last, c.source
    )
    select number || '-' || installation as "dataVersion",
      (select coalesce(jsonb_agg(to_jsonb(area) order by code), '[]') from area
        where code in (select unit from preferred) or code = any(${units}::text[])) as areas,
      (select coalesce(jsonb_agg(figure order by indicator, slice, period_start, period_end, unit), '[]') from preferred) as figures
    from data_version`.execute(db);
  return rows[0]!;
}
