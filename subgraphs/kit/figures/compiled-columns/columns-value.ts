import type { CodeList } from '../../code-lists.ts';
import type { Agency } from '../../declarations.ts';
import { absenceInColumn } from '../columns.ts';
import type { ObservationField } from '../compiled/observation-fields.ts';
import { NotCompiled } from '../../asked-fields.ts';
import { indicatorOf } from '../filters.ts';
import { dimensionValues, seriesBreakOf } from '../observation.ts';
import type { ColumnsField } from './asked-columns.ts';
import { citationsOf, type Sources } from './column-citations.ts';
import { along, type PlacedColumn } from './placed-column.ts';
import type { UnitList } from './unit-list.ts';

/** What an answer is made of. */
export interface ColumnsFound {
  readonly dataVersion: string;
  readonly units: UnitList;
  readonly columns: readonly PlacedColumn[];
  readonly sources: Sources;
}

export interface ColumnsOf {
  readonly agency: Agency;
  readonly codeLists: ReadonlyMap<string, CodeList>;
}

/** Arrays of a column, by the column of `current_figure` that they show. */
const SHOWN: ReadonlyMap<string, string> = new Map([
  ['ids', 'id'],
  ['refArea', 'ref_area'],
  ['values', 'value'],
  ['valuesLow', 'value_low'],
  ['valuesHigh', 'value_high'],
  ['qualifier', 'qualifier'],
  ['recordType', 'record_type'],
  ['periodBasis', 'period_basis'],
  ['referenceDate', 'reference_date'],
  ['confStatus', 'conf_status'],
]);

/** `FigureColumns` as a document asks it. */
export function columnsValue(fields: readonly ColumnsField[], found: ColumnsFound, of: ColumnsOf): object {
  return objectOf(fields, ({ name, fields: below }) => {
    if (name === '__typename') return 'FigureColumns';
    if (name === 'dataVersion') return found.dataVersion;
    if (name === 'units') return [...found.units.codes];
    if (name === 'columns') return found.columns.map((column) => columnValue(below, column, found, of));
    throw new NotCompiled();
  });
}

function columnValue(
  fields: readonly ObservationField[],
  column: PlacedColumn,
  { units, sources }: ColumnsFound,
  { agency, codeLists }: ColumnsOf,
): object {
  const { slice, timePeriod } = column.cell;
  const indicator = indicatorOf(agency, column.cell.indicator);
  /** Of each unit, where the figure has none in this column of the table. */
  const orAbsence = (table: string, told: 'status' | 'code') => {
    const values = along(column, table, units);
    for (const [place, figure] of (column.places ?? []).entries())
      if (figure < 0) values[place] = absenceInColumn(units.areas[place]!, indicator, timePeriod)[told];
    return values;
  };
  return objectOf(fields, ({ name, fields: below = [] }) => {
    const shown = SHOWN.get(name);
    if (shown) return along(column, shown, units);
    if (name === '__typename') return 'FigureColumn';
    if (name === 'indicator') return indicator.code;
    if (name === 'timePeriod') return timePeriod;
    if (name === 'unitMeasure' || name === 'unitMultiplier' || name === 'decimals') return column[name];
    if (name === 'dimensions')
      return dimensionValues(indicator, slice, codeLists).map((one) => dimensionValue(below, one));
    if (name === 'obsStatus') return orAbsence('obs_status', 'status');
    if (name === 'reasonCode') return orAbsence('reason_code', 'code');
    if (name === 'seriesBreak')
      return along(column, 'ref_area', units).map(
        (area) => area && seriesBreakOf({ time_period: timePeriod, ref_area: area as string }, indicator),
      );
    if (name === 'citation') return citationsOf(column, units, sources).places;
    if (name === 'citations')
      return citationsOf(column, units, sources).citations.map((citation) =>
        objectOf(below, ({ name: field }) => (field === '__typename' ? 'Citation' : citation[field])),
      );
    throw new NotCompiled();
  });
}

function dimensionValue(fields: readonly ObservationField[], one: ReturnType<typeof dimensionValues>[number]): object {
  return objectOf(fields, ({ name, language }) => {
    if (name === 'dimension' || name === 'code') return one[name];
    if (name === 'label') return one.label({ language: language! });
    if (name === '__typename') return 'DimensionValue';
    throw new NotCompiled();
  });
}

function objectOf<Field extends { readonly key: string }>(
  fields: readonly Field[],
  valueOf: (field: Field) => unknown,
): object {
  return Object.fromEntries(fields.map((field) => [field.key, valueOf(field)]));
}
