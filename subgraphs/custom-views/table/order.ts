import type { Interval } from '../figures/interval.ts';
import { certainOf } from './certain.ts';
import { placeOf } from './conditions.ts';
import type { Column } from './columns/column.ts';
import type { TableRank } from './document.ts';
import type { GridRow } from './grid.ts';
import type { TableOrderInput } from './input.ts';
import { rankAscending, rankDescending } from './rank.ts';

export interface Order {
  /** Place of the column. */
  readonly column: number;
  readonly isDescending: boolean;
}

export function readOrder(inputs: readonly TableOrderInput[], columns: readonly Column[]): readonly Order[] {
  return inputs.map(({ column, direction }) => ({
    column: placeOf(column, columns),
    isDescending: direction !== 'ASCENDING',
  }));
}

export interface RankedRow {
  readonly row: GridRow;
  readonly rank: TableRank | null;
}

/** The rows of every geography in turn, each in order with its ranks. The order is total: equals stand by their codes. */
export function orderRows(rows: readonly GridRow[], order: readonly Order[], isRanked: boolean): readonly RankedRow[] {
  const [first] = order;
  if (!first || !isRanked) return rows.map((row) => ({ row, rank: null }));
  return [...Map.groupBy(rows, ({ set }) => set).values()].flatMap((ofSet) => {
    const intervals = ofSet.map(({ cells }) => certainOf(cells[first.column]!));
    const ranks = first.isDescending ? rankDescending(intervals) : rankAscending(intervals);
    return ofSet.map((row, place) => ({ row, rank: ranks[place]! })).toSorted((a, b) => compareRows(a, b, order));
  });
}

function compareRows(a: RankedRow, b: RankedRow, order: readonly Order[]): number {
  if (!a.rank || !b.rank) {
    if (a.rank || b.rank) return a.rank ? -1 : 1;
  } else if (a.rank.from !== b.rank.from) return a.rank.from - b.rank.from;
  else if (a.rank.to !== b.rank.to) return a.rank.to - b.rank.to;
  for (const { column, isDescending } of order.slice(1)) {
    const compared = compareKnown(a.row.cells[column]!.interval, b.row.cells[column]!.interval, isDescending);
    if (compared !== 0) return compared;
  }
  return a.row.unit.code < b.row.unit.code ? -1 : 1;
}

/** What is not known comes last, whichever the direction. */
function compareKnown(a: Interval | null, b: Interval | null, isDescending: boolean): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  const ends = isDescending ? [b.low, a.low, b.high, a.high] : [a.low, b.low, a.high, b.high];
  return compareNumbers(ends[0]!, ends[1]!) || compareNumbers(ends[2]!, ends[3]!);
}

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
