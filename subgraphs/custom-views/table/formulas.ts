import type { Indicator } from '../../kit/declarations.ts';
import {
  between,
  difference,
  intersection,
  isExact,
  quotient,
  rounded,
  scaled,
  sum,
  type Interval,
} from '../figures/interval.ts';
import { toOnes } from '../figures/figure.ts';
import { computed, hasValue, without, type Evaluated, type Part } from './evaluated.ts';
import { seriesName } from './series.ts';

/** Numerator over denominator times a factor; a figure that is missing or may be zero gives the reason instead. */
export function quotientOf(
  numerator: Part,
  denominator: Part,
  factor: number,
  { indicator, decimals }: { indicator?: Indicator; decimals: number },
): Evaluated {
  const timePeriod = numerator.evaluated.timePeriod;
  const parts = [numerator, denominator];
  const formula = `${nameOf(numerator)} / ${nameOf(denominator)}${factor === 1 ? '' : ` * ${factor}`}`;
  const given = { timePeriod, parts, formula };
  if (!hasValue(numerator.evaluated)) return without('IMPOSSIBLE', 'NO_NUMERATOR', { ...given, ...whyNot(numerator) });
  if (!hasValue(denominator.evaluated))
    return without('IMPOSSIBLE', 'NO_DENOMINATOR', { ...given, ...whyNot(denominator) });
  const [over, under] = [numerator.evaluated.interval!, denominator.evaluated.interval!];
  const result = quotient(over, under);
  if (!result) return without('IMPOSSIBLE', 'DIVISION_BY_ZERO', given);
  const multiplier = indicator?.unitMultiplier ?? 0;
  return computed({
    ...given,
    origin: 'DERIVED',
    interval: scaled(result, toOnes(factor, multiplier)),
    decimals: decimals - multiplier,
  });
}

/** The first less the second. */
export function differenceOf(minuend: Part, subtrahend: Part, timePeriod: string | null): Evaluated {
  const parts = [minuend, subtrahend];
  const formula = `${nameOf(minuend)} - ${nameOf(subtrahend)}`;
  const missing = parts.find(({ evaluated }) => !hasValue(evaluated));
  if (missing) return without('IMPOSSIBLE', 'PARTS_MISSING', { timePeriod, parts, formula, ...whyNot(missing) });
  return computed({
    origin: 'DERIVED',
    interval: difference(minuend.evaluated.interval!, subtrahend.evaluated.interval!),
    decimals: mostDecimals(parts),
    timePeriod,
    formula,
    parts,
  });
}

export function sumOf(parts: readonly Part[]): Evaluated {
  const timePeriod = parts[0]?.evaluated.timePeriod ?? null;
  const formula = parts.map(nameOf).join(' + ');
  const missing = parts.find(({ evaluated }) => !hasValue(evaluated));
  if (missing) return without('IMPOSSIBLE', 'PARTS_MISSING', { timePeriod, parts, formula, ...whyNot(missing) });
  const interval = sum(parts.map(({ evaluated }) => evaluated.interval!));
  return computed({ origin: 'DERIVED', interval, decimals: mostDecimals(parts), timePeriod, formula, parts });
}

/** What the denominator must be, if this numerator gives this ratio as printed: a range, since the ratio is rounded. */
export function impliedDenominator(numerator: Part, ratio: Part, factor: number, indicator: Indicator): Evaluated {
  const range = rangeOfRatio(ratio);
  const over = numerator.evaluated.interval!;
  // Something of a whole is a share above zero, even if it was printed as zero.
  const isSomething = over.low > 0 || (over.low === 0 && over.lowOpen);
  const divisor = range && isSomething && range.low === 0 ? { ...range, lowOpen: true } : range;
  const result = divisor && quotient(scaled(over, factor), divisor);
  const point = pointOf(over, ratio, (n, r) => (n * factor) / r);
  return implied(`${nameOf(numerator)} * ${factor} / ${nameOf(ratio)}`, [numerator, ratio], result, point, indicator);
}

/** What the numerator must be, if this denominator gives this ratio as printed. */
export function impliedNumerator(denominator: Part, ratio: Part, factor: number, indicator: Indicator): Evaluated {
  const range = rangeOfRatio(ratio);
  const under = denominator.evaluated.interval!;
  const result =
    range && under.low >= 0 ? between((under.low * range.low) / factor, (under.high * range.high) / factor) : null;
  const point = pointOf(under, ratio, (n, r) => (n * r) / factor);
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
  const whole = between(Math.ceil(result.low), Math.floor(result.high));
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

function whyNot({ evaluated, indicator, slice, unit }: Part): Pick<Evaluated, 'detail'> & { status: string } {
  const text = `${seriesName(indicator, slice)}, ${unit.name} (${unit.code}): ${evaluated.reasonCode ?? ''}`;
  return {
    detail: { vi: text, en: text },
    status: evaluated.status === 'MISSING_CANNOT_EXIST' ? evaluated.status : 'MISSING',
  };
}

function mostDecimals(parts: readonly Part[]): number {
  return Math.max(...parts.map(({ evaluated }) => evaluated.decimals));
}

export function nameOf({ indicator, slice }: Pick<Part, 'indicator' | 'slice'>): string {
  return seriesName(indicator, slice);
}
