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
  const outside = cells.filter(
    ({ row, cell }) =>
      (cell.figure !== null && isOutside(row.unit, cell.figure.timePeriod)) ||
      allParts(cell).some(({ unit, evaluated: { figure } }) => figure && isOutside(unit, figure.timePeriod)),
  );
  return outside.length === 0 ? null : { rows: rowsOf(outside), named: [] };
}

function isOutside({ life: { from, to } }: BoundaryUnit, timePeriod: string): boolean {
  const { start, end } = parseTimePeriod(timePeriod)!;
  return (from !== null && from >= end) || (to !== null && to <= start);
}
