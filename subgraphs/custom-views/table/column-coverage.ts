import type { Column } from './columns/column.ts';
import { coverageOf } from './coverage.ts';
import type { ColumnCoverage } from './document.ts';
import { hasValue } from './evaluated.ts';
import type { Evaluation } from './evaluation.ts';
import type { GridRow } from './grid.ts';
import { nearestWithFigures } from './nearest.ts';
import type { CellWriter } from './write-cells.ts';

/** How much of each column there is. `evaluation` reads the places around rows that lack a figure. */
export async function coverageOfColumns(
  rows: readonly GridRow[],
  columns: readonly Column[],
  evaluation: Evaluation,
  writer: CellWriter,
): Promise<ColumnCoverage[]> {
  const missing = columns.map((_column, place) => rows.filter(({ cells }) => !hasValue(cells[place]!)));
  const nearest = await nearestWithFigures(missing, columns, evaluation, writer);
  return columns.map(({ definition, series }, place) => {
    const covered = coverageOf(rows, place);
    // Of a rate it is the denominator's agency that owes, where that is what is missing most.
    const owing = covered.reasons[0]?.code === 'NO_DENOMINATOR' ? series.at(-1)! : series[0]!;
    return { column: definition.id, ...covered, agency: owing.indicator.agency, nearest: nearest[place]! };
  });
}
