import fc from 'fast-check';
import type { Interval } from '../../subgraphs/custom-views/figures/interval.ts';

/** A number with what is known of it. */
export interface KnownNumber {
  readonly known: Interval;
  readonly number: number;
}

/** Whether an interval allows a number. */
export function allows({ low, high, lowOpen, highOpen }: Interval, number: number): boolean {
  return (lowOpen ? low < number : low <= number) && (highOpen ? number < high : number <= high);
}

/** Intervals of all kinds, each with a number drawn from it; quarters, whose sums and products are exact. */
export function knownNumbers(from = -400, to = 400): fc.Arbitrary<KnownNumber> {
  const away = fc.oneof(
    { weight: 1, arbitrary: fc.constant({ by: 0, isOpen: false }) },
    {
      weight: 3,
      arbitrary: fc.record({
        by: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 40 })),
        isOpen: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ by: Infinity, isOpen: true }) },
  );
  // Ends at zero are where quotients go wrong.
  const nearZero = fc.integer({ min: Math.max(from, -4), max: Math.min(to, 4) });
  return fc.tuple(fc.oneof(nearZero, fc.integer({ min: from, max: to })), away, away).map(([number, below, above]) => ({
    number: number / 4,
    known: {
      low: (number - below.by) / 4,
      high: (number + above.by) / 4,
      lowOpen: below.isOpen,
      highOpen: above.isOpen,
    },
  }));
}

/** Ends of small intervals are whole numbers from 0 to here, or infinite. */
const LARGEST_END = 2;

/** Intervals with few ends, so that they often meet. */
export const smallIntervals: fc.Arbitrary<Interval> = fc
  .record({
    low: fc.constantFrom(-Infinity, 0, 1, LARGEST_END),
    high: fc.constantFrom(0, 1, LARGEST_END, Infinity),
    lowOpen: fc.boolean(),
    highOpen: fc.boolean(),
  })
  .map((drawn) => ({
    ...drawn,
    lowOpen: drawn.lowOpen || drawn.low === -Infinity,
    highOpen: drawn.highOpen || drawn.high === Infinity,
  }))
  .filter((known) => numbersOf(known).length > 0);

/** Every number of a small interval that matters: its ends, and some between and beyond all ends. */
export function numbersOf(known: Interval): readonly number[] {
  const quarters = Array.from({ length: 4 * (LARGEST_END + 2) + 1 }, (_, place) => place / 4 - 1);
  return quarters.filter((number) => allows(known, number));
}
