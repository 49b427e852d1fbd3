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
  return evaluation.reading.settle(() =>
    sets.flatMap(({ units, on }, set) =>
      units.map((unit): GridRow => {
        const cells = columns.map((column) => column.evaluate({ unit, on }, evaluation));
        // What is pending is computed again when it has been read.
        return { unit, on, set, cells: cells.map((cell) => cell && asShown(cell)) as Evaluated[] };
      }),
    ),
  );
}
