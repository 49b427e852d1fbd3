import type { Indicator } from '../../kit/declarations.ts';
import { sum, type Interval } from '../figures/interval.ts';
import { computed, coverageOfParts, hasValue, isWhole, without, type Evaluated, type Part } from './evaluated.ts';
import { evaluateSlice, type Evaluation, type Pending, type Place } from './evaluation.ts';
import { latestFirst } from '../figures/latest-first.ts';
import { seriesName, type Series } from './series.ts';

/** The sum of several slices of one unit and period. Of a partial dimension it is a lower bound: other parts may exist. */
export function sumOfSlices(series: Series, place: Place, evaluation: Evaluation): Pending<Evaluated> {
  const { indicator, slices, asked, isOpenEnded } = series;
  const first = slices.map((slice) => evaluateSlice(indicator, slice, asked, series.derive, place, evaluation));
  if (first.includes(undefined)) return undefined;
  // The latest period of the slices, for all of them: parts of different periods make no sum.
  const period = asked.kind === 'exact' ? asked.period.text : latestOf(first as readonly Evaluated[]);
  const parts = slices.map((slice, n): Part => {
    const evaluated = first[n]!;
    const fits = evaluated.timePeriod === period || !hasValue(evaluated);
    return {
      role: 'part',
      unit: place.unit,
      indicator,
      slice,
      evaluated: fits ? evaluated : without('MISSING', 'NO_FIGURE', { timePeriod: period }),
      weight: null,
    };
  });
  return addUp(indicator, parts, { timePeriod: period, isOpenEnded, of: parts.length, origin: 'DERIVED' });
}

/** Adds parts up by the indicator's rule, saying what is missing instead of being silently low. */
export function addUp(
  indicator: Indicator,
  parts: readonly Part[],
  made: { timePeriod: string | null; isOpenEnded: boolean; of: number; origin: 'DERIVED' | 'CONVERTED_EXACTLY' },
): Evaluated {
  const { timePeriod, origin } = made;
  const present = parts.filter(({ evaluated }) => hasValue(evaluated));
  const filed = coverageOfParts(parts);
  // Of some parts it is only known that they are missing.
  const coverage = { have: filed.have, of: filed.of + made.of - parts.length };
  const formula = parts.map((part) => seriesName(part.indicator, part.slice)).join(' + ');
  const given = {
    timePeriod,
    coverage,
    parts,
    formula:
      origin === 'DERIVED' ? formula : `sum(${parts[0] ? seriesName(indicator, parts[0].slice) : indicator.code})`,
  };
  if (present.length === 0) return without('MISSING', 'NO_FIGURE', given);
  if (!ADDITIVE.has(indicator.aggregation)) return without('IMPOSSIBLE', 'NOT_ADDITIVE', given);
  const intervals = present.map(({ evaluated }) => atLeastNothing(evaluated.interval!));
  const incomplete = present.find(({ evaluated }) => !isWhole(evaluated))?.evaluated.reasonCode ?? null;
  const areAll = present.length === made.of && incomplete === null && !made.isOpenEnded;
  const decimals = Math.max(...present.map(({ evaluated }) => evaluated.decimals));
  const reasonCode =
    present.length < made.of ? 'PARTS_MISSING' : (incomplete ?? (made.isOpenEnded ? 'OPEN_ENDED' : null));
  const interval =
    indicator.aggregation === 'DISTINCT'
      ? ofDistinct(intervals, areAll)
      : areAll
        ? sum(intervals)
        : unfinished(intervals);
  return computed({
    ...given,
    origin,
    interval,
    decimals,
    reasonCode: reasonCode ?? (indicator.aggregation === 'DISTINCT' ? 'MAY_REPEAT' : null),
  });
}

const ADDITIVE = new Set(['STOCK', 'FLOW', 'DISTINCT', 'COUNT_OF_UNITS']);

/** What adds up is counted, and not negative: a part that is only known to be small is at least nothing. */
export function atLeastNothing(known: Interval): Interval {
  return known.low === -Infinity ? { ...known, low: 0, lowOpen: false } : known;
}

/** Persons who may repeat: at least the largest part, at most all parts. */
function ofDistinct(intervals: readonly Interval[], areAll: boolean): Interval {
  const low = Math.max(...intervals.map((one) => one.low));
  const lowOpen = intervals.some((one) => one.low === low && one.lowOpen);
  const all = sum(intervals);
  return areAll
    ? { low, lowOpen, high: all.high, highOpen: all.highOpen }
    : { low, lowOpen, high: Infinity, highOpen: true };
}

/** Parts that are not all: the others are at least nothing, so that what is known is a lower bound. */
function unfinished(intervals: readonly Interval[]): Interval {
  const { low, lowOpen } = sum(intervals);
  return { low, lowOpen, high: Infinity, highOpen: true };
}

export function latestOf(evaluated: readonly Evaluated[]): string | null {
  const periods = evaluated.filter(hasValue).map(({ timePeriod }) => timePeriod!);
  return periods.toSorted(latestFirst)[0] ?? null;
}
