import type { GraphQLFieldResolver } from 'graphql';
import type { CodeList } from '../code-lists.ts';
import type { Agency, Indicator } from '../declarations.ts';
import { badInput } from '../errors.ts';
import { reasonOf } from './absence.ts';
import { columnsQuestion, type ColumnsArguments } from './columns-question.ts';
import type { FigureContext } from './context.ts';
import { indicatorOf, isInSlices } from './filters.ts';
import type { Area } from './find.ts';
import type { ColumnRow } from './find-columns.ts';
import { dimensionValues, seriesBreakOf, toCitation } from './observation.ts';

/** `_figures`: the figures of many units, a column for each indicator, slice and period. */
export function figureColumns(
  agency: Agency,
  codeLists: ReadonlyMap<string, CodeList>,
): GraphQLFieldResolver<unknown, FigureContext> {
  return async (_root, args: ColumnsArguments, context) => {
    const found = await context.columns.load(columnsQuestion(agency, args));
    const areas = new Map(found.areas.map((area) => [area.code, area]));
    const unknown = args.units?.filter((unit) => !areas.has(unit)) ?? [];
    if (unknown.length > 0)
      throw badInput(
        `No units with the codes ${unknown.slice(0, 10).join(', ')}. Send dated keys such as 417-20211101.`,
      );
    const kept = found.figures.filter((row) =>
      isInSlices(row, indicatorOf(agency, row.indicator), args.dimensions ?? []),
    );
    const withFigures = new Set(kept.map((row) => row.unit));
    const units = args.units ? [...new Set(args.units)] : [...areas.keys()].filter((unit) => withFigures.has(unit));
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
  rows: readonly ColumnRow[],
  units: readonly string[],
  areas: ReadonlyMap<string, Area>,
  indicator: Indicator,
  codeLists: ReadonlyMap<string, CodeList>,
) {
  const first = rows[0]!;
  const byUnit = new Map(rows.map((row) => [row.unit, row]));
  const along = <Value>(read: (row: ColumnRow) => Value) =>
    units.map((unit) => (byUnit.has(unit) ? read(byUnit.get(unit)!) : null));
  const citations = new Map(rows.map((row) => [`${row.source} ${row.locator}`, row]));
  const places = new Map([...citations.keys()].map((key, place) => [key, place]));
  const absences = units.map((unit) =>
    byUnit.has(unit) ? null : absenceInColumn(areas.get(unit)!, indicator, first.time_period),
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
    reasonCode: units.map((unit, place) => absences[place]?.code ?? reasonCodeOf(byUnit.get(unit)!)),
    citation: along((row) => places.get(`${row.source} ${row.locator}`)!),
    citations: [...citations.values()].map(toCitation),
  };
}

/** Why a column has no figure of a unit, as far as the unit and the indicator's declaration tell; in codes, so that names are not needed. */
export function absenceInColumn(area: Omit<Area, 'name_vi'>, indicator: Indicator, period: string) {
  const question = { indicator: indicator.code, slice: null, period, latest: false, from: null, to: null, asOf: null };
  return reasonOf(
    { unit: area.code, territory: '', question },
    { area: { ...area, name_vi: '' }, absence: null },
    indicator,
    true,
  );
}

/** As the typed field says it. */
function reasonCodeOf({ reason_code: own, others }: ColumnRow): string | null {
  return own || (others ? 'OTHER_SOURCES' : null);
}
