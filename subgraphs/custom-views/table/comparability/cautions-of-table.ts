import type { Evaluation } from '../evaluation.ts';
import type { GridRow } from '../grid.ts';
import type { TableQuestion } from '../read-table.ts';
import { cautionsOf, cautionsOfColumn } from './cautions.ts';
import type { Caution } from './rule.ts';

/** What a reader of a table must know: of the rows that it shows, and of all rows in the columns by which conditions chose among them. */
export function cautionsOfTable(
  rows: readonly GridRow[],
  kept: readonly GridRow[],
  { columns, conditions }: Pick<TableQuestion, 'columns' | 'conditions'>,
  { boundaries, reading }: Evaluation,
): readonly Caution[] {
  const shown = cautionsOf(kept, columns, boundaries, reading.unavailable);
  if (conditions.length === 0) return shown;
  const chosenBy = [...new Set(conditions.map(({ column }) => column))];
  const told = new Set(shown.map(({ code, column }) => `${code} ${column}`));
  const ofChoice = chosenBy
    .flatMap((place) => cautionsOfColumn(rows, columns[place]!, place, boundaries))
    .filter(({ code, column }) => !told.has(`${code} ${column}`));
  // Rows that are not shown are not ranked.
  return [...shown, ...ofChoice.map((caution) => ({ ...caution, refusesRank: false }))];
}

/** Whether the figures of a column are not to be ranked. */
export function refusesRank(cautions: readonly Caution[], column: number): boolean {
  return cautions.some((caution) => caution.refusesRank && caution.column === column);
}
