import { badInput } from '../../kit/errors.ts';
import { selectRows, type RowSet } from '../units/select-units.ts';
import { MOST_CELLS } from './admit-table.ts';
import type { Column } from './columns/column.ts';
import { readColumns } from './columns/read-columns.ts';
import { readConditions, type Condition } from './conditions.ts';
import type { CombinedTableInput } from './input.ts';
import { readOrder, type Order } from './order.ts';
import type { TableSources } from './sources.ts';

/** An input whose every name is known and whose size is allowed. */
export interface TableQuestion {
  readonly sets: readonly RowSet[];
  readonly columns: readonly Column[];
  readonly conditions: readonly Condition[];
  readonly order: readonly Order[];
  readonly asOf: string | null;
  readonly rankAnyway: boolean;
}

/** What an input means; anything that cannot be read is refused with what to send instead. */
export function readTable(input: CombinedTableInput, { agencies, boundaries, today }: TableSources): TableQuestion {
  const columns = readColumns(input, agencies.declarations);
  const conditions = readConditions(input.conditions ?? [], columns);
  const order = readOrder(input.order ?? [], columns);
  const sets = selectRows(input.units, input.boundaries, boundaries, today);
  const rows = sets.reduce((sum, { units }) => sum + units.length, 0);
  if (rows * columns.length > MOST_CELLS)
    throw badInput(
      `A table has at most ${MOST_CELLS} cells, but ${rows} units x ${columns.length} columns were asked. Divide it.`,
    );
  return { sets, columns, conditions, order, asOf: input.asOf ?? null, rankAnyway: input.rankAnyway ?? false };
}
