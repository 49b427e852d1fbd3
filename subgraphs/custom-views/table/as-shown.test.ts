import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allows, knownNumbers } from '../../../test/support/some-intervals.ts';
import { exactly } from '../figures/interval.ts';
import { asShown } from './as-shown.ts';
import type { Evaluated } from './evaluated.ts';

const shownOf = (interval: Evaluated['interval'], decimals: number) =>
  asShown({ interval, decimals, point: null, figure: null } as unknown as Evaluated).interval!;

describe('a computed cell as it is shown', () => {
  it('with exact numbers has the nearest with so many decimals, halves away from zero', () => {
    expect([0.125, 1.005, -0.125, 2.5, 1_250, 0.1 + 0.2].map((number) => shownOf(exactly(number), 2).low)).toEqual([
      0.13, 1.01, -0.13, 2.5, 1_250, 0.3,
    ]);
    expect([1_250, -1_250, 1_249].map((number) => shownOf(exactly(number), -2).low)).toEqual([1_300, -1_300, 1_200]);
  });

  it('with bounds allows every number that they allow, and no bound is further off than its last decimal', () => {
    fc.assert(
      fc.property(
        knownNumbers(),
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: -1, max: 3 }),
        (drawn, by, decimals) => {
          const known = { ...drawn.known, low: drawn.known.low / by, high: drawn.known.high / by };
          fc.pre(known.low < known.high);
          const shown = shownOf(known, decimals);
          expect(allows(shown, drawn.number / by)).toBe(true);
          for (const [exact, rounded] of [
            [known.low, shown.low],
            [known.high, shown.high],
          ] as const)
            if (Number.isFinite(exact)) expect(Math.abs(exact - rounded)).toBeLessThan(10 ** -decimals);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('keeps bounds that already have so many decimals, whatever noise they carry', () => {
    const known = { low: 0.1 + 0.2, high: 0.7 + 0.1, lowOpen: false, highOpen: false };
    expect(shownOf(known, 1)).toEqual({ low: 0.3, high: 0.8, lowOpen: false, highOpen: false });
  });
});
