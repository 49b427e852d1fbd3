import { parseTimePeriod, type TimePeriod } from '../../../kit/time-period.ts';
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
  const spans = new Map<string, TimePeriod>();
  const isOutside = ({ life: { from, to } }: BoundaryUnit, text: string): boolean => {
    const { start, end } = spans.get(text) ?? spans.set(text, parseTimePeriod(text)!).get(text)!;
    return (from !== null && from >= end) || (to !== null && to <= start);
  };
  const outside = cells.filter(
    ({ row, cell }) =>
      (cell.figure !== null && isOutside(row.unit, cell.figure.timePeriod)) ||
      (cell.parts.length > 0 &&
        allParts(cell).some(({ unit, evaluated: { figure } }) => figure && isOutside(unit, figure.timePeriod))),
  );
  return outside.length === 0 ? null : { rows: rowsOf(outside), named: [] };
}
