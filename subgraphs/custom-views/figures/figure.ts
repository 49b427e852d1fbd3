import type { Citation } from './citation.ts';
import { atLeast, between, exactly, type Interval } from './interval.ts';

/** A recorded figure, as an agency's bulk read gives it. */
export interface Figure {
  readonly agency: string;
  readonly indicator: string;
  /** Key of its slice, `SEX=F`. */
  readonly slice: string;
  readonly timePeriod: string;
  readonly unitMeasure: string;
  readonly unitMultiplier: number;
  readonly decimals: number;
  readonly value: number | null;
  readonly valueLow: number | null;
  readonly valueHigh: number | null;
  readonly qualifier: string;
  readonly obsStatus: string;
  readonly isTarget: boolean;
  readonly id: string | null;
  readonly refArea: string | null;
  readonly periodBasis: string | null;
  readonly referenceDate: string | null;
  readonly confStatus: string | null;
  readonly seriesBreak: string | null;
  readonly reasonCode: string | null;
  readonly citation: Citation | null;
}

/** A figure by itself: whoever keeps it does not keep the column that it was read from. */
export function copyOf(figure: Figure): Figure {
  const {
    agency,
    indicator,
    slice,
    timePeriod,
    unitMeasure,
    unitMultiplier,
    decimals,
    value,
    valueLow,
    valueHigh,
    qualifier,
  } = figure;
  const {
    obsStatus,
    isTarget,
    id,
    refArea,
    periodBasis,
    referenceDate,
    confStatus,
    seriesBreak,
    reasonCode,
    citation,
  } = figure;
  return {
    agency,
    indicator,
    slice,
    timePeriod,
    unitMeasure,
    unitMultiplier,
    decimals,
    value,
    valueLow,
    valueHigh,
    qualifier,
    obsStatus,
    isTarget,
    id,
    refArea,
    periodBasis,
    referenceDate,
    confStatus,
    seriesBreak,
    reasonCode,
    citation,
  };
}

/** What a figure says of the number, in units of one (its multiplier applied). Null: it is suppressed. */
export function intervalOf({ value, valueLow, valueHigh, qualifier, unitMultiplier }: Figure): Interval | null {
  const one = (number: number) => toOnes(number, unitMultiplier);
  if (value !== null && (qualifier === 'EQ' || qualifier === 'APPROX')) return exactly(one(value));
  if (qualifier === 'RANGE' && valueLow !== null && valueHigh !== null) return between(one(valueLow), one(valueHigh));
  if ((qualifier === 'GT' || qualifier === 'GE') && valueLow !== null)
    return atLeast(one(valueLow), qualifier === 'GT');
  if ((qualifier === 'LT' || qualifier === 'LE') && valueHigh !== null)
    return { low: -Infinity, high: one(valueHigh), lowOpen: true, highOpen: qualifier === 'LT' };
  return null;
}

/** `value` times 10^`multiplier`, without the noise of binary fractions. */
export function toOnes(value: number, multiplier: number): number {
  if (multiplier === 0 || value === 0) return value;
  const product = value * 10 ** multiplier;
  const whole = Math.round(product);
  // Nearly every figure is a whole number of ones, which needs no care with its digits.
  return Math.abs(product - whole) < NOISE && Math.abs(whole) < Number.MAX_SAFE_INTEGER
    ? whole
    : fromOnes(value, -multiplier);
}

const NOISE = 1e-7;

/** `value` divided by 10^`multiplier`. A number already written with an exponent is scaled as it is. */
export function fromOnes(value: number, multiplier: number): number {
  if (multiplier === 0 || !Number.isFinite(value)) return value;
  const text = String(value);
  return text.includes('e') ? value / 10 ** multiplier : Number(`${text}e${-multiplier}`);
}
