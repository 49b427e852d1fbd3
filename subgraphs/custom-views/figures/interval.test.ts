import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allows, knownNumbers, numbersOf, smallIntervals } from '../../../test/support/some-intervals.ts';
import {
  difference,
  exactly,
  intersection,
  isExact,
  quotient,
  rounded,
  scaled,
  sum,
  type Interval,
} from './interval.ts';

/** Ends that are reached, as an interval says of itself. */
const reachedEnds = ({ low, high, lowOpen, highOpen }: Interval) => [
  ...(lowOpen ? [] : [low]),
  ...(highOpen ? [] : [high]),
];
const isEmpty = ({ low, high, lowOpen, highOpen }: Interval) => low > high || (low === high && (lowOpen || highOpen));

describe('what is known of a number', () => {
  it('of a sum allows the sum of any numbers that its parts allow', () => {
    fc.assert(
      fc.property(fc.array(knownNumbers(), { maxLength: 6 }), (parts) => {
        const total = parts.reduce((all, { number }) => all + number, 0);
        expect(allows(sum(parts.map(({ known }) => known)), total)).toBe(true);
      }),
    );
  });

  it('of a difference allows the difference of any two, and its ends are differences of ends', () => {
    fc.assert(
      fc.property(knownNumbers(), knownNumbers(), (a, b) => {
        const result = difference(a.known, b.known);
        expect(allows(result, a.number - b.number)).toBe(true);
        const ends = reachedEnds(a.known).flatMap((one) => reachedEnds(b.known).map((other) => one - other));
        expect(ends).toEqual(expect.arrayContaining(reachedEnds(result)));
      }),
    );
  });

  it('of a multiple allows the multiple of any, also by zero or a negative number', () => {
    fc.assert(
      fc.property(knownNumbers(), fc.integer({ min: -8, max: 8 }), ({ known, number }, factor) => {
        const result = scaled(known, factor / 4);
        expect(allows(result, number * (factor / 4))).toBe(true);
        expect(isEmpty(result)).toBe(false);
      }),
    );
  });

  it('of a quotient allows the quotient of any two, and its ends are quotients of ends', () => {
    fc.assert(
      fc.property(knownNumbers(), knownNumbers(1), (a, b) => {
        const result = quotient(a.known, b.known);
        fc.pre(result !== null);
        expect(allows(result, a.number / b.number)).toBe(true);
        const ends = reachedEnds(a.known).flatMap((one) =>
          one === 0 ? [0] : reachedEnds(b.known).map((other) => one / other),
        );
        expect(ends.map((end) => end + 0)).toEqual(expect.arrayContaining(reachedEnds(result).map((end) => end + 0)));
      }),
    );
  });

  it('of a quotient is nothing if, and only if, the divisor may be zero or negative', () => {
    fc.assert(
      fc.property(knownNumbers(), knownNumbers(-40, 40), (a, b) => {
        const mayBe = b.known.low < 0 || (b.known.low === 0 && !b.known.lowOpen);
        expect(quotient(a.known, b.known) === null).toBe(mayBe);
      }),
    );
  });

  it.each([
    ['0 / [1, 2)', exactly(0), { low: 1, high: 2, lowOpen: false, highOpen: true }, exactly(0)],
    ['0 / (0, 1]', exactly(0), { low: 0, high: 1, lowOpen: true, highOpen: false }, exactly(0)],
    [
      '[1, 2] / (0, 4]',
      { low: 1, high: 2, lowOpen: false, highOpen: false },
      { low: 0, high: 4, lowOpen: true, highOpen: false },
      { low: 0.25, high: Infinity, lowOpen: false, highOpen: true },
    ],
  ])('of %s is what it is', (_name, dividend, divisor, expected) => {
    expect(quotient(dividend, divisor)).toEqual(expected);
  });

  it('by two who know it is what both allow, or nothing where they contradict each other', () => {
    fc.assert(
      fc.property(smallIntervals, smallIntervals, (a, b) => {
        const both = intersection(a, b);
        const expected = numbersOf(a).filter((number) => allows(b, number));
        expect(both === null ? [] : numbersOf(both)).toEqual(expected);
      }),
    );
  });

  it('that was printed allows every number that is printed so', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 3 }), (thousandths, decimals) => {
        const number = thousandths / 1_000;
        const printed = Math.round(thousandths / 10 ** (3 - decimals)) / 10 ** decimals;
        const { low, high } = rounded(printed, decimals);
        expect(number).toBeGreaterThanOrEqual(low - 1e-9);
        expect(number).toBeLessThan(high + 1e-9);
        expect(high - low).toBeCloseTo(10 ** -decimals, 9);
      }),
    );
  });

  it('stays exact in sums of decimals: what is equal on paper is equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 40 }), (hundredths) => {
        const total = sum(hundredths.map((one) => exactly(one / 100)));
        expect(total).toEqual(exactly(hundredths.reduce((all, one) => all + one, 0) / 100));
        expect(isExact(total)).toBe(true);
      }),
    );
    expect(difference(exactly(0.3), exactly(0.1))).toEqual(exactly(0.2));
  });
});
