import { badInput } from '../../kit/errors.ts';
import type { ViewContext } from '../context.ts';
import { combineTable } from '../table/combined-table.ts';
import type { TableCell, TableDocument, TableRow } from '../table/document.ts';
import { fieldsThatDiffer, isSame } from './compare-cells.ts';
import { rowKey } from './compare-tables.ts';
import { notKnown } from './not-known.ts';
import { pinnedInput } from './pinned-input.ts';
import { inputOf, requireView, type SavedView } from './saved-views.ts';
import { noticingUnanswered } from './unanswered.ts';

export interface ChangesAsked {
  readonly view: string;
  readonly since: string;
  readonly until?: string | null;
}

/** A cell that is another figure at the end than at the beginning. */
export interface ChangedCell {
  readonly row: TableRow;
  readonly before: TableCell;
  readonly after: TableCell;
}

export interface Changes {
  readonly view: SavedView;
  readonly since: string;
  readonly until: string;
  readonly before: TableDocument;
  readonly after: TableDocument;
  readonly cells: readonly ChangedCell[];
}

/** What changed in the table of a view between two instants: both tables are computed from what was known then. */
export async function changesSince({ view: id, since, until }: ChangesAsked, context: ViewContext): Promise<Changes> {
  const end = until ?? new Date().toISOString();
  if (Date.parse(since) > Date.parse(end)) throw badInput(`"since" is after "until": ${since} and ${end}.`);
  const view = await requireView(context.db, id);
  const sources = await context.sources();
  const { agencies, unanswered } = noticingUnanswered(sources.agencies);
  const tableAt = (instant: string) => combineTable(pinnedInput(inputOf(view), instant), { ...sources, agencies });
  const before = await tableAt(since);
  const after = await tableAt(end);
  if (unanswered.size > 0) throw notKnown(unanswered);
  return { view, since, until: end, before, after, cells: changedCells(before, after) };
}

/** Codes of the units whose rows the one table has and the other has not. */
export function rowsOnlyIn(table: TableDocument, other: TableDocument): string[] {
  const there = new Set(other.rows.map(rowKey));
  return table.rows.filter((row) => !there.has(rowKey(row))).map(({ code }) => code);
}

/** Rows of both tables whose rank is not the same. */
export function ranksThatMoved(before: TableDocument, after: TableDocument) {
  return pairs(before, after)
    .filter(([then, now]) => !isSame(then.rank, now.rank) || then.unrankedReason !== now.unrankedReason)
    .map(([then, now]) => ({
      unit: now.code,
      name: now.name,
      before: then.rank,
      after: now.rank,
      unrankedBefore: then.unrankedReason,
      unrankedAfter: now.unrankedReason,
    }));
}

function changedCells(before: TableDocument, after: TableDocument): ChangedCell[] {
  return pairs(before, after).flatMap(([then, now]) =>
    now.cells.flatMap((cell, place) => {
      const earlier = then.cells[place]!;
      return fieldsThatDiffer(earlier, cell).length === 0 ? [] : [{ row: now, before: earlier, after: cell }];
    }),
  );
}

/** Rows of both tables, in the order of the later. */
function pairs(before: TableDocument, after: TableDocument): [then: TableRow, now: TableRow][] {
  const earlier = new Map(before.rows.map((row) => [rowKey(row), row]));
  return after.rows.flatMap((row): [TableRow, TableRow][] => {
    const then = earlier.get(rowKey(row));
    return then ? [[then, row]] : [];
  });
}
