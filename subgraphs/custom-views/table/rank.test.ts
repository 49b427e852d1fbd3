import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { numbersOf, smallIntervals } from '../../../test/support/some-intervals.ts';
import { exactly, isExact, type Interval } from '../figures/interval.ts';
import { rankAscending, rankDescending } from './rank.ts';
import { measuresTime } from '../../../test/support/measures-time.ts';

measuresTime();

/** What may be known of the rows of a column; null: nothing. */
const columns = fc.array(
  fc.option(fc.oneof(smallIntervals, fc.integer({ min: 0, max: 2 }).map(exactly)), { freq: 5 }),
  {
    minLength: 1,
    maxLength: 4,
  },
);

/** Every way in which the numbers of the rows may be. */
function* worldsOf(known: readonly Interval[]): Generator<readonly number[]> {
  const [first, ...others] = known;
  if (!first) yield [];
  else for (const rest of worldsOf(others)) for (const number of numbersOf(first)) yield [number, ...rest];
}

/** The best and the worst place of each row over all worlds: one more than there are better rows. */
function bruteForce(known: readonly (Interval | null)[], isBetter: (a: number, b: number) => boolean) {
  const present = known.filter((one) => one !== null);
  const places = present.map(() => ({ from: Infinity, to: 0 }));
  for (const world of worldsOf(present))
    world.forEach((number, row) => {
      const place = 1 + world.filter((other) => isBetter(other, number)).length;
      places[row] = { from: Math.min(places[row]!.from, place), to: Math.max(places[row]!.to, place) };
    });
  return known.map((one) => (one === null ? null : places[present.indexOf(one)]!));
}

const withoutShared = (ranks: ReturnType<typeof rankDescending>) =>
  ranks.map((rank) => rank && { from: rank.from, to: rank.to });

describe('a rank', () => {
  it('goes from the best to the worst place over all numbers that the bounds allow, the largest first', () => {
    fc.assert(
      fc.property(columns, (known) => {
        expect(withoutShared(rankDescending(known))).toEqual(bruteForce(known, (a, b) => a > b));
      }),
    );
  });

  it('goes so from the smallest where that is first', () => {
    fc.assert(
      fc.property(columns, (known) => {
        expect(withoutShared(rankAscending(known))).toEqual(bruteForce(known, (a, b) => a < b));
      }),
    );
  });

  it('is shared by equal numbers, and by nothing that only may be equal', () => {
    fc.assert(
      fc.property(columns, (known) => {
        const ranks = rankDescending(known);
        known.forEach((one, row) => {
          if (!one) return expect(ranks[row]).toBeNull();
          const equal = known.filter((other) => other && isExact(other) && other.low === one.low);
          return expect(ranks[row]!.shared).toBe(isExact(one) ? equal.length : 1);
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('of exact numbers is what a sports table shows: 1, 2, 2, 4', () => {
    expect(rankDescending([5, 7, 9, 7].map(exactly))).toEqual([
      { from: 4, to: 4, shared: 1 },
      { from: 2, to: 2, shared: 2 },
      { from: 1, to: 1, shared: 1 },
      { from: 2, to: 2, shared: 2 },
    ]);
  });

  it('does not depend on the order in which the rows come', () => {
    fc.assert(
      fc.property(columns, (known) => {
        expect(rankDescending(known.toReversed())).toEqual(rankDescending(known).toReversed());
      }),
    );
  });

  it('of all communes takes no longer than sorting them', () => {
    const many = Array.from({ length: 20_000 }, (_, place) => ({
      ...exactly(place % 977),
      ...(place % 3 === 0 && { high: Infinity, highOpen: true }),
    }));
    const began = performance.now();
    rankDescending(many);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
