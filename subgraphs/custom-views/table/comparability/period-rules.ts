import { breakBetween } from '../breaks.ts';
import type { Column } from '../columns/column.ts';
import { allParts, type Evaluated } from '../evaluated.ts';
import type { BoundaryUnit } from '../../units/boundaries.ts';
import { latestFirst } from '../../figures/latest-first.ts';
import { misfitOf, unlikePeriodsOf } from './rate-rules.ts';
import { distinct, rowsOf, type Cell, type Rule } from './rule.ts';

/** Figures of several periods between which a series of the column breaks; the second series of a rate by the periods of the denominators. */
export function breaksAmong(cells: readonly Cell[], column: Column): ReturnType<Rule> {
  const [crossing, named] = [new Set<Cell>(), new Set<string>()];
  for (const [place, { indicator }] of column.series.entries()) {
    if (indicator.breaks.length === 0) continue;
    const periodOf = ({ cell }: Cell) => (place === 0 ? cell.timePeriod : dividedIn(cell));
    const periods = distinct(cells.flatMap((cell) => periodOf(cell) ?? []));
    if (periods.length < 2) continue;
    for (const cell of cells) {
      const own = periodOf(cell);
      if (own === null || !periods.some((period) => breakBetween(indicator, cell.row.unit, own, period))) continue;
      crossing.add(cell);
      for (const period of periods) named.add(period);
    }
  }
  return crossing.size === 0 ? null : { rows: rowsOf([...crossing]), named: [...named].toSorted(latestFirst) };
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

/** The period of a cell, and how that of a rate's denominator fits where it is another. */
export function periodKind(cell: Evaluated): string | null {
  return cell.timePeriod === null ? null : `${cell.timePeriod} ${misfitOf(cell)}`;
}

/** `2024`, `2023 / 2021` */
export function periodsOf(cells: readonly Cell[]): readonly string[] {
  const periods = distinct(cells.flatMap(({ cell }) => cell.timePeriod ?? [])).toSorted(latestFirst);
  const ofRates = distinct(cells.flatMap(({ cell }) => unlikePeriodsOf(cell)));
  return [...periods, ...ofRates.toSorted()];
}
