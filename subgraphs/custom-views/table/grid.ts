import type { BoundaryUnit } from '../units/boundaries.ts';
import type { RowSet } from '../units/select-units.ts';
import type { Column } from './columns.ts';
import { asShown, type Evaluated } from './evaluated.ts';
import type { Evaluation } from './evaluation.ts';

/** One unit under one geography with all its cells. */
export interface GridRow {
  readonly unit: BoundaryUnit;
  readonly on: string | null;
  /** Place of its geography among those asked: rows are ranked within it. */
  readonly set: number;
  /** In the order of the columns. */
  readonly cells: readonly Evaluated[];
}

/** Every cell of a table, computed in as few requests as there are agencies and steps from one figure to the next. */
export async function computeGrid(
  sets: readonly RowSet[],
  columns: readonly Column[],
  evaluation: Evaluation,
): Promise<readonly GridRow[]> {
  const rowsOf = (units: (set: RowSet) => RowSet['units']) =>
    sets.flatMap((one, set) =>
      units(one).map((unit): GridRow => {
        const cells = columns.map((column) => column.evaluate({ unit, on: one.on }, evaluation));
        // What is pending is computed again when it has been read.
        return { unit, on: one.on, set, cells: cells.map((cell) => cell && asShown(cell)) as Evaluated[] };
      }),
    );
  // What one row needs, nearly all need: it is read before the others are looked at.
  await evaluation.reading.settle(() => rowsOf(({ units }) => units.slice(0, 1)));
  return evaluation.reading.settle(() => rowsOf(({ units }) => units));
}
