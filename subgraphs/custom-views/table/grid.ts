import { setImmediate } from 'node:timers/promises';
import type { BoundaryUnit } from '../units/boundaries.ts';
import type { RowSet } from '../units/select-units.ts';
import type { Column } from './columns/column.ts';
import { asShown } from './as-shown.ts';
import type { Evaluated } from './evaluated.ts';
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
  const { reading } = evaluation;
  const rowsOf = async (unitsOf: (set: RowSet) => RowSet['units']): Promise<readonly GridRow[]> => {
    const rows: GridRow[] = [];
    for (const [set, one] of sets.entries())
      for (const unit of unitsOf(one)) {
        if (rows.length % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await othersTurn(reading.options.signal);
        const cells = columns.map((column) => {
          const cell = column.evaluate({ unit, on: one.on }, evaluation);
          return cell && asShown(cell);
        });
        // What is pending is computed again when it has been read.
        rows.push({ unit, on: one.on, set, cells: cells as Evaluated[] });
      }
    return rows;
  };
  // What one row needs, nearly all need: it is read before the others are looked at.
  await reading.settle(() => rowsOf(({ units }) => units.slice(0, 1)));
  return reading.settle(() => rowsOf(({ units }) => units));
}

/** Rows after which other requests have their turn: a row of converted cells may take milliseconds. */
const ROWS_AT_ONCE = 100;

/** Lets the process answer others meanwhile; a table that nobody waits for ends here. */
async function othersTurn(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}
