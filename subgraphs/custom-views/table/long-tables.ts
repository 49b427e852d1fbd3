import { FigureReading } from '../figures/figure-reading.ts';
import type { Evaluated } from './evaluated.ts';
import type { Evaluation } from './evaluation.ts';
import { computeGrid } from './grid.ts';
import type { RankedRow } from './order.ts';
import type { TableQuestion } from './read-table.ts';

/** Rows from which on a page is read in detail apart from what ranks it. */
const LONG_TABLE = 300;

/** Whether all rows are read for what ranks them alone, and those of the page once more for all that is told of them. */
export function isReadTwice({ sets }: TableQuestion, first: number): boolean {
  const rows = sets.reduce((sum, { units }) => sum + units.length, 0);
  return rows >= LONG_TABLE && first * 2 < rows && sets.every(({ on }) => on === null);
}

/** The cells of some rows of a long table with all that is told of them. */
export async function inDetail(
  shown: readonly RankedRow[],
  { sets, columns }: TableQuestion,
  evaluation: Evaluation,
): Promise<readonly (readonly Evaluated[])[]> {
  const { options, unavailable } = evaluation.reading;
  const units = shown.map(({ row }) => row.unit);
  const reading = new FigureReading({ ...options, units, inDetail: true, unavailable });
  const rows = await computeGrid([{ ...sets[0]!, units }], columns, { ...evaluation, reading });
  return rows.map(({ cells }) => cells);
}
