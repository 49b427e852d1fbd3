import { intervalOf, toOnes, type Figure } from '../figures/figure.ts';
import { rounded, type Interval } from '../figures/interval.ts';

/** Units of measure of things that are counted: those of indicators that add up. Area and money are measured. */
export type CountedUnits = ReadonlySet<string>;

/**
 * All numbers that are printed as this figure: a count in units of one is itself, anything else was rounded to its decimals.
 * Null: it is suppressed.
 */
export function printedInterval(figure: Figure, counted: CountedUnits): Interval | null {
  return isWholeCount(figure, counted) ? intervalOf(figure) : roundedInterval(figure, figure.decimals);
}

/**
 * The same for somebody who does not trust the decimals of a column: tables lose trailing zeros, and columns mix figures of unlike
 * precision, so that what stands as 294.9 may be rounded to one decimal among figures of three.
 */
export function loosestInterval(figure: Figure, counted: CountedUnits): Interval | null {
  if (isWholeCount(figure, counted)) return intervalOf(figure);
  return roundedInterval(figure, Math.min(figure.decimals, decimalsShown(figure.value ?? 0)));
}

function isWholeCount({ unitMeasure, unitMultiplier, decimals }: Figure, counted: CountedUnits): boolean {
  return counted.has(unitMeasure) && unitMultiplier === 0 && decimals === 0;
}

function roundedInterval(figure: Figure, decimals: number): Interval | null {
  const known = intervalOf(figure);
  if (!known || figure.value === null || figure.qualifier === 'RANGE') return known;
  const printed = rounded(figure.value, figure.qualifier === 'APPROX' ? -trailingZeros(figure.value) : decimals);
  return {
    ...printed,
    low: toOnes(printed.low, figure.unitMultiplier),
    high: toOnes(printed.high, figure.unitMultiplier),
  };
}

/** "About 1,200" tells hundreds. */
function trailingZeros(value: number): number {
  const zeros = /0+$/.exec(String(Math.abs(value)));
  return Number.isInteger(value) && value !== 0 ? (zeros?.[0].length ?? 0) : -decimalsShown(value);
}

function decimalsShown(value: number): number {
  return String(value).split('.')[1]?.length ?? 0;
}

/** Below this share of the numbers compared lies only the noise of binary fractions. */
const NOISE = 1e-9;

/** How far two intervals lie apart; 0 where they touch, since halves are rounded up by some and down by others. */
export function distance(a: Interval, b: Interval): number {
  const apart = Math.max(a.low - b.high, b.low - a.high, 0);
  return apart > NOISE * sizeOf(a, b) ? apart : 0;
}

/** The distance as a share of the larger number: 0 fits, and two numbers of one sign are never more than 1 apart. */
export function misfit(expected: Interval, found: Interval): number {
  const apart = distance(expected, found);
  return apart === 0 ? 0 : apart / sizeOf(expected, found);
}

/** The whole numbers within; a count that lies between is one of them. */
export function wholeNumbers(interval: Interval): Interval {
  const [low, high] = [tidy(interval.low), tidy(interval.high)];
  return {
    low: interval.lowOpen && Number.isInteger(low) ? low + 1 : Math.ceil(low),
    high: interval.highOpen && Number.isInteger(high) ? high - 1 : Math.floor(high),
    lowOpen: low === -Infinity,
    highOpen: high === Infinity,
  };
}

/** Twelve significant digits: what is computed from printed numbers knows no more. */
export function tidy(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value;
}

/** The nearest ends of two intervals that lie apart, the larger of them; an end at infinity has no size. */
function sizeOf(a: Interval, b: Interval): number {
  const ends = a.low > b.high ? [a.low, b.high] : b.low > a.high ? [b.low, a.high] : [0];
  return Math.max(...ends.map(Math.abs));
}
