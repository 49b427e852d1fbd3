import { parseTimePeriod } from '../../../kit/time-period.ts';
import type { BoundaryUnit } from '../../units/boundaries.ts';
import { allParts } from '../evaluated.ts';
import { rowsOf, type Cell, type Rule } from './rule.ts';

/** Rows as reported whose units were never in force together. */
export function otherBoundaries(cells: readonly Cell[]): ReturnType<Rule> {
  let latestStart = '';
  for (const { row } of cells) if ((row.unit.validFrom ?? '') > latestStart) latestStart = row.unit.validFrom!;
  const ended = cells.filter(({ row }) => row.unit.validTo !== null && row.unit.validTo <= latestStart);
  return ended.length === 0 ? null : { rows: rowsOf(ended), named: [] };
}

/** Figures of a period in which their unit was not in force. */
export function notInForceThen(cells: readonly Cell[]): ReturnType<Rule> {
  // Nearly all cells of a column are of one period, and most units began on one day.
  let last: { from: string | null; to: string | null; text: string; is: boolean } | null = null;
  const isOutside = ({ life: { from, to } }: BoundaryUnit, text: string): boolean => {
    if (last?.text === text && last.from === from && last.to === to) return last.is;
    const { start, end } = parseTimePeriod(text)!;
    last = { from, to, text, is: (from !== null && from >= end) || (to !== null && to <= start) };
    return last.is;
  };
  const outside = cells.filter(
    ({ row, cell }) =>
      (cell.figure !== null && isOutside(row.unit, cell.figure.timePeriod)) ||
      (cell.parts.length > 0 &&
        allParts(cell).some(({ unit, evaluated: { figure } }) => figure && isOutside(unit, figure.timePeriod))),
  );
  return outside.length === 0 ? null : { rows: rowsOf(outside), named: [] };
}
