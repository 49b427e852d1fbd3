import type { Interval } from '../figures/interval.ts';
import type { TableRank } from './document.ts';

/**
 * Places of numbers that may be known by their bounds only, the largest first: from the best possible to the worst possible. Equal
 * numbers share a place. Null where nothing is known.
 */
export function rankDescending(known: readonly (Interval | null)[]): readonly (TableRank | null)[] {
  const present = known.filter((interval) => interval !== null);
  if (present.every(isExactNumber)) return rankExactly(known);
  const lows = present.map(lowEnd).toSorted(compareEnds);
  const highs = present.map(highEnd).toSorted(compareEnds);
  const equal = new Map<number, number>();
  for (const { low, high } of present) if (low === high) equal.set(low, (equal.get(low) ?? 0) + 1);
  return known.map((interval) => {
    if (interval === null) return null;
    // Certainly larger: its low end lies above my high end. Possibly larger: its high end lies above my low end.
    const surely = lows.length - countUpTo(lows, highEnd(interval));
    const maybe = highs.length - countUpTo(highs, lowEnd(interval));
    const isExact = interval.low === interval.high;
    // My own high end lies above my low end where I am no exact number.
    const to = 1 + maybe - (isExact ? 0 : 1);
    return { from: 1 + surely, to: Math.max(to, 1 + surely), shared: isExact ? equal.get(interval.low)! : 1 };
  });
}

export function rankAscending(known: readonly (Interval | null)[]): readonly (TableRank | null)[] {
  return rankDescending(
    known.map(
      (interval) =>
        interval && {
          low: -interval.high,
          high: -interval.low,
          lowOpen: interval.highOpen,
          highOpen: interval.lowOpen,
        },
    ),
  );
}

/** An end with what lies just beside it: an open low end begins above its number, an open high end stops below. */
interface End {
  readonly at: number;
  readonly beside: -1 | 0 | 1;
}

function lowEnd({ low, lowOpen }: Interval): End {
  return { at: low, beside: lowOpen ? 1 : 0 };
}

function highEnd({ high, highOpen }: Interval): End {
  return { at: high, beside: highOpen ? -1 : 0 };
}

function compareEnds(a: End, b: End): number {
  // Infinity less Infinity is no number.
  return a.at === b.at ? a.beside - b.beside : a.at - b.at;
}

/** How many of the ends, in order, lie at or below one. */
function countUpTo(ends: readonly End[], end: End): number {
  let [first, last] = [0, ends.length];
  while (first < last) {
    const middle = (first + last) >> 1;
    if (compareEnds(ends[middle]!, end) <= 0) first = middle + 1;
    else last = middle;
  }
  return first;
}

function isExactNumber({ low, high }: Interval): boolean {
  return low === high;
}

/** The same where every number is exact, which is quicker. */
function rankExactly(known: readonly (Interval | null)[]): readonly (TableRank | null)[] {
  const numbers = Float64Array.from(
    known.filter((interval) => interval !== null),
    ({ low }) => low,
  ).toSorted();
  const ranks = new Map<number, TableRank>();
  for (let first = 0, next = 0; first < numbers.length; first = next) {
    while (next < numbers.length && numbers[next] === numbers[first]) next += 1;
    const from = 1 + numbers.length - next;
    ranks.set(numbers[first]!, { from, to: from, shared: next - first });
  }
  return known.map((interval) => interval && ranks.get(interval.low)!);
}
