import type { CodeCount } from './document.ts';
import { hasValue, type Evaluated } from './evaluated.ts';
import { qualifierOf } from './qualifier.ts';
import type { GridRow } from './grid.ts';

export interface Covered {
  readonly have: number;
  readonly of: number;
  readonly origins: readonly CodeCount[];
  readonly statuses: readonly CodeCount[];
  readonly qualifiers: readonly CodeCount[];
  readonly reasons: readonly CodeCount[];
}

/** How many rows have a figure in a column, and of what kind. */
export function coverageOf(rows: readonly GridRow[], column: number): Covered {
  const cells = rows.map((row) => row.cells[column]!);
  const present = cells.filter(hasValue);
  const absent = cells.filter((cell) => !hasValue(cell));
  return {
    have: present.length,
    of: cells.length,
    origins: countBy(cells, ({ origin }) => origin),
    statuses: countBy(cells, ({ status }) => status),
    qualifiers: countBy(present, (cell) => qualifierOf(cell)!),
    reasons: countBy(absent, ({ reasonCode }) => reasonCode ?? 'NO_FIGURE'),
  };
}

function countBy(cells: readonly Evaluated[], codeOf: (cell: Evaluated) => string): CodeCount[] {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const code = codeOf(cell);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
