import type { Indicator } from '../../kit/declarations.ts';
import { toOnes } from '../figures/figure.ts';
import {
  between,
  exactly,
  intersection,
  isExact,
  product,
  quotient,
  rounded,
  scaled,
  type Interval,
} from '../figures/interval.ts';
import { computed, without, type Evaluated, type Part } from './evaluated.ts';
import { nameOf } from './formulas.ts';

/** What the denominator must be, if this numerator gives this ratio as printed: a range, since the ratio is rounded. */
export function impliedDenominator(numerator: Part, ratio: Part, factor: number, indicator: Indicator): Evaluated {
  const range = rangeOfRatio(ratio);
  const over = numerator.evaluated.interval!;
  // Something of a whole is a share above zero, even if it was printed as zero.
  const isSomething = over.low > 0 || (over.low === 0 && over.lowOpen);
  const divisor = range && isSomething && range.low === 0 ? { ...range, lowOpen: true } : range;
  const scale = toOnes(factor, ratio.indicator.unitMultiplier);
  const result = divisor && quotient(scaled(over, scale), divisor);
  const point = pointOf(over, ratio, (n, r) => (n * scale) / r);
  return implied(`${nameOf(numerator)} * ${factor} / ${nameOf(ratio)}`, [numerator, ratio], result, point, indicator);
}

/** What the numerator must be, if this denominator gives this ratio as printed. */
export function impliedNumerator(denominator: Part, ratio: Part, factor: number, indicator: Indicator): Evaluated {
  const range = rangeOfRatio(ratio);
  const under = denominator.evaluated.interval!;
  const scale = toOnes(factor, ratio.indicator.unitMultiplier);
  const result = range && under.low >= 0 && range.low >= 0 ? quotient(product(under, range), exactly(scale)) : null;
  const point = pointOf(under, ratio, (n, r) => (n * r) / scale);
  return implied(
    `${nameOf(ratio)} * ${nameOf(denominator)} / ${factor}`,
    [ratio, denominator],
    result,
    point,
    indicator,
  );
}

/** Everything that is printed as this ratio. A percentage printed as 100 or less was no more before it was rounded. */
function rangeOfRatio({ evaluated, indicator }: Part): Interval | null {
  const known = evaluated.interval!;
  if (!isExact(known)) return known;
  const range = rounded(known.low, evaluated.decimals);
  const isShare = indicator.unitMeasure === 'PT' && known.low <= 100;
  return isShare ? intersection(range, between(0, 100)) : range;
}

function implied(
  formula: string,
  parts: readonly Part[],
  result: Interval | null,
  likeliest: number | null,
  { unitMeasure }: Indicator,
): Evaluated {
  const timePeriod = parts[0]!.evaluated.timePeriod;
  if (!result) return without('IMPOSSIBLE', 'DIVISION_BY_ZERO', { timePeriod, parts, formula });
  const whole = wholeNumbers(result);
  const isWhole = COME_WHOLE.has(unitMeasure) && whole.low <= whole.high;
  return computed({
    origin: 'DERIVED',
    interval: isWhole ? whole : result,
    decimals: isWhole ? 0 : 2,
    timePeriod,
    formula,
    parts,
    point: likeliest !== null && isWhole ? Math.round(likeliest) : likeliest,
    reasonCode: 'IMPLIED_BY_ROUNDED_RATIO',
  });
}

/** The whole numbers within an interval: an open end that is one is left out. */
function wholeNumbers({ low, high, lowOpen, highOpen }: Interval): Interval {
  const first = lowOpen && Number.isInteger(low) ? low + 1 : Math.ceil(low);
  const last = highOpen && Number.isInteger(high) ? high - 1 : Math.floor(high);
  return between(first, last);
}

/** Persons, households and units are not divided. */
const COME_WHOLE = new Set(['PS', 'HH', 'COMMUNE']);

function pointOf(
  known: Interval,
  { evaluated }: Part,
  compute: (known: number, ratio: number) => number,
): number | null {
  if (!isExact(known) || !isExact(evaluated.interval!) || evaluated.interval!.low === 0) return null;
  return compute(known.low, evaluated.interval!.low);
}
