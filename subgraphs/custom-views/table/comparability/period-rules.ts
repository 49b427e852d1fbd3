import type { Indicator } from '../../../kit/declarations.ts';
import { breakBetween } from '../breaks.ts';
import type { Column } from '../columns/column.ts';
import { allParts, type Evaluated } from '../evaluated.ts';
import type { BoundaryUnit } from '../../units/boundaries.ts';
import { latestFirst } from '../../figures/latest-first.ts';
import { distinct, rowsOf, type Cell, type Rule } from './rule.ts';

export function breaksAmong(cells: readonly Cell[], column: Column): ReturnType<Rule> {
  const indicators: readonly Indicator[] = column.series.map(({ indicator }) => indicator);
  const periods = distinct(cells.flatMap(({ cell }) => cell.timePeriod ?? []));
  if (periods.length < 2 || indicators.every(({ breaks }) => breaks.length === 0)) return null;
  const crossing = cells.filter(({ row, cell }) =>
    indicators.some((indicator) =>
      periods.some((period) => cell.timePeriod !== null && breakBetween(indicator, row.unit, cell.timePeriod, period)),
    ),
  );
  return crossing.length === 0 ? null : { rows: rowsOf(crossing), named: periods.toSorted(latestFirst) };
}

/** A new series begins with the period of a figure. */
export function breakBegins(cells: readonly Cell[], column: Column): ReturnType<Rule> {
  const isBroken = column.series.some(({ indicator }) => indicator.breaks.length > 0);
  if (!isBroken && cells.every(({ cell }) => cell.parts.length === 0)) return null;
  const codes = new Set<string>();
  const beginning = cells.filter(({ row, cell }) => {
    const found = [...seriesOf(cell, row.unit, column)].flatMap(({ indicator, unit, timePeriod }) =>
      indicator.breaks.filter(
        (one) =>
          one.timePeriod === timePeriod &&
          (one.refArea === null || one.refArea === unit.code || one.refArea === unit.territoryCode),
      ),
    );
    for (const { code } of found) codes.add(code);
    return found.length > 0;
  });
  return beginning.length === 0 ? null : { rows: rowsOf(beginning), named: [...codes].toSorted() };
}

/** The recorded figures that a cell is, or is made of, by indicator, unit and period. */
function seriesOf(cell: Evaluated, unit: BoundaryUnit, { series }: Column) {
  const own = cell.figure ? [{ indicator: series[0]!.indicator, unit, timePeriod: cell.figure.timePeriod }] : [];
  if (cell.parts.length === 0) return own;
  const ofParts = allParts(cell).flatMap((part) =>
    part.evaluated.figure
      ? [{ indicator: part.indicator, unit: part.unit, timePeriod: part.evaluated.figure.timePeriod }]
      : [],
  );
  return [...own, ...ofParts];
}

/** The period of what a rate is divided by, where the cell is a rate. */
function dividedIn({ parts }: Evaluated): string | null {
  return parts.find(({ role }) => role === 'denominator')?.evaluated.timePeriod ?? null;
}

/** Rates whose parts are of periods that are not the same. */
export function rateOfUnlikePeriods(cells: readonly Cell[]): ReturnType<Rule> {
  const unlike = cells.filter(({ cell }) => {
    const period = dividedIn(cell);
    return period !== null && period !== cell.timePeriod;
  });
  const named = distinct(unlike.map(({ cell }) => `${cell.timePeriod} / ${dividedIn(cell)}`)).toSorted();
  return unlike.length === 0 ? null : { rows: rowsOf(unlike), named };
}

/** The period of a cell, with that of what it is divided by where that is another. */
export function periodKind(cell: Evaluated): string | null {
  const period = dividedIn(cell);
  return period === null || period === cell.timePeriod ? cell.timePeriod : `${cell.timePeriod} / ${period}`;
}

export function periodsOf(cells: readonly Cell[]): readonly string[] {
  return distinct(cells.flatMap(({ cell }) => cell.timePeriod ?? [])).toSorted(latestFirst);
}
