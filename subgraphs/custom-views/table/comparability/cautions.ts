import type { Boundaries } from '../../units/boundaries.ts';
import type { Column } from '../columns/column.ts';
import { hasValue, type Evaluated } from '../evaluated.ts';
import type { GridRow } from '../grid.ts';
import { differentStandards } from './code-rules.ts';
import { distinct, type Caution, type Cell } from './rule.ts';
import { RULES } from './rules.ts';
import { summaryOf } from './summary.ts';

/** `unavailable`: agencies that were asked and did not answer. */
export function cautionsOf(
  rows: readonly GridRow[],
  columns: readonly Column[],
  boundaries: Boundaries,
  unavailable: ReadonlySet<string>,
): readonly Caution[] {
  const ofColumns = columns.map((column, place) => cautionsOfColumn(rows, column, place, boundaries));
  return [
    // What stands beside what, then what is missing.
    ...ofColumns.flatMap((cautions) => cautions.filter(({ code }) => !OF_ABSENCE.includes(code))),
    ...ofColumns.flatMap((cautions) => cautions.filter(({ code }) => OF_ABSENCE.includes(code))),
    ...unansweredTable(unavailable),
    ...differentStandards(rows, columns),
  ];
}

const OF_ABSENCE = ['AGENCY_UNAVAILABLE', 'INCOMPLETE'];

/** What there is to know of one column, at its place. */
export function cautionsOfColumn(
  rows: readonly GridRow[],
  column: Column,
  place: number,
  boundaries: Boundaries,
): readonly Caution[] {
  const summarised = [...Map.groupBy(rows, ({ set }) => set).values()]
    .map((ofSet) => cellsOf(ofSet, place))
    .filter((cells) => cells.length > 0)
    .map((cells) => ({ cells, summary: summaryOf(cells) }));
  const ofRules = RULES.flatMap(({ code, refusesRank, isNeeded = () => true, rule }): Caution[] => {
    const found = summarised.flatMap(({ cells, summary }) =>
      isNeeded(summary) ? (rule(cells, column, boundaries) ?? []) : [],
    );
    if (found.length === 0) return [];
    const named = distinct(found.flatMap((one) => one.named));
    return [{ code, column: place, refusesRank, rows: found.flatMap((one) => one.rows), named }];
  });
  const without = rows.filter(({ cells }) => !hasValue(cells[place]!));
  const unanswered = without.filter(({ cells }) => isUnanswered(cells[place]!));
  const missing = (code: string, of: readonly GridRow[]): Caution[] =>
    of.length === 0 ? [] : [{ code, column: place, refusesRank: false, rows: of, named: [] }];
  return [...ofRules, ...missing('AGENCY_UNAVAILABLE', unanswered), ...missing('INCOMPLETE', without)];
}

/** Whether it lacks a figure, or the figure of a part, since an agency did not answer. */
function isUnanswered({ reasonCode, parts }: Evaluated): boolean {
  return reasonCode === 'AGENCY_UNAVAILABLE' || parts.some(({ evaluated }) => isUnanswered(evaluated));
}

/** Also a figure that is there might be another, or one that is not might follow, if the agency had answered. */
export function unansweredTable(agencies: ReadonlySet<string>): Caution[] {
  if (agencies.size === 0) return [];
  const named = [...agencies].toSorted();
  return [{ code: 'AGENCY_UNAVAILABLE', column: null, refusesRank: false, rows: [], named }];
}

function cellsOf(rows: readonly GridRow[], column: number): readonly Cell[] {
  const cells: Cell[] = [];
  for (const row of rows) {
    const cell = row.cells[column]!;
    if (hasValue(cell)) cells.push({ row, cell });
  }
  return cells;
}
