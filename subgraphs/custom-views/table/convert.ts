import type { Indicator } from '../../kit/declarations.ts';
import { addDays } from '../../kit/calendar.ts';
import { parseTimePeriod } from '../../kit/time-period.ts';
import { addUp } from './slices.ts';
import { coverPlace, isAbove, type Cover } from './cover.ts';
import { estimateByWeight } from './estimate.ts';
import { hasValue, isWhole, without, type Evaluated, type Part } from './evaluated.ts';
import { countsOf, figuresAt, type Evaluation, type Pending, type PeriodTried, type Place } from './evaluation.ts';
import { ReportedCell } from './reported-cell.ts';
import { latestFirst } from '../figures/latest-first.ts';
import type { PeriodAsked } from './series.ts';
import { isInForce } from '../units/boundaries.ts';

/**
 * The figure of a place out of the figures of other boundaries: exactly where whole territories make it up, else by the weights of the
 * column, else not, and why. Null: no other boundaries have a figure either.
 */
export function convert(
  indicator: Indicator,
  slice: string,
  asked: PeriodAsked,
  place: Place,
  evaluation: Evaluation,
): Pending<Evaluated | null> {
  const periods =
    asked.kind === 'exact' ? [asked.period.text] : periodsAround(indicator, slice, asked, place, evaluation);
  if (!periods) return undefined;
  let best: Evaluated | null = null;
  for (const period of periods) {
    const tried = { period: parseTimePeriod(period)!, among: asked };
    const converted = convertPeriod(indicator, slice, tried, place, evaluation);
    if (converted === undefined) return undefined;
    if (converted && hasValue(converted) && isWhole(converted)) return converted;
    best ??= converted;
  }
  return best;
}

function convertPeriod(
  indicator: Indicator,
  slice: string,
  tried: PeriodTried,
  place: Place,
  evaluation: Evaluation,
): Pending<Evaluated | null> {
  const period = tried.period.text;
  const cover = coverPlace(indicator, slice, tried, place.unit, evaluation);
  if (cover === undefined) return undefined;
  if (cover.within.length === 0 && cover.across.length === 0) return null;
  const { aggregation } = indicator;
  if (aggregation === 'NONE' || aggregation === 'RATIO')
    return estimateMean(indicator, slice, tried, cover, place, evaluation);
  const refused = { timePeriod: period, parts: partsFrom(cover, indicator, slice) };
  if (aggregation === 'COUNT_OF_UNITS' && !isOneGeography(cover, place, period))
    return without('IMPOSSIBLE', 'COUNTED_IN_OTHER_BOUNDARIES', refused);
  const of = refused.parts.length + cover.missing.length;
  const made = { timePeriod: period, isOpenEnded: false, of, origin: 'CONVERTED_EXACTLY' } as const;
  if (cover.across.length === 0) return addUp(indicator, refused.parts, made);
  const isEstimable = place.weight !== null && (aggregation === 'STOCK' || aggregation === 'FLOW');
  const estimated = isEstimable
    ? estimateByWeight(indicator, slice, tried, cover, place.weight, evaluation)
    : without('IMPOSSIBLE', 'BOUNDARY_DIVIDED', { ...refused, detail: namesOf(cover) });
  if (!estimated || hasValue(estimated) || !isOnlyPartlyDivided(cover, place)) return estimated;
  const { reasonCode, detail } = estimated;
  const known = addUp(indicator, partsFrom({ ...cover, across: [] }, indicator, slice), made);
  return hasValue(known) ? { ...known, reasonCode, detail } : estimated;
}

/** Some of its parts, of a level below, were divided: the others are a lower bound. */
function isOnlyPartlyDivided({ within, across }: Cover, { unit }: Place): boolean {
  return within.length > 0 && across.every((piece) => isAbove(unit.level, piece.unit.level));
}

/** A mean of rates weighted by what the column names; without, rates do not add up. */
function estimateMean(
  indicator: Indicator,
  slice: string,
  tried: PeriodTried,
  cover: Cover,
  place: Place,
  evaluation: Evaluation,
): Pending<Evaluated | null> {
  if (place.weight && isRate(indicator, evaluation))
    return estimateByWeight(indicator, slice, tried, cover, place.weight, evaluation);
  // A ratio is recomputed from its parts, see derive.ts; only one without parts cannot be had.
  if (indicator.numerator !== null && indicator.denominator !== null) return null;
  return without('IMPOSSIBLE', 'NO_PARTS_FILED', {
    timePeriod: tried.period.text,
    parts: partsFrom(cover, indicator, slice),
    detail: namesOf(cover),
  });
}

/** The figures around, also those that cannot be used: a refusal names its sources too. */
function partsFrom({ within, across }: Cover, indicator: Indicator, slice: string): readonly Part[] {
  return [...within, ...across].map(({ figure, unit }): Part => ({
    role: 'part',
    unit,
    indicator,
    slice,
    evaluated: new ReportedCell(figure),
    weight: null,
  }));
}

/** Whether a mean of its values has a meaning: its unit of measure is not one that other indicators add up. */
function isRate({ unitMeasure }: Indicator, { declarations }: Evaluation): boolean {
  return !declarations.agencies.some(({ indicators }) =>
    indicators.some(
      (one) => one.unitMeasure === unitMeasure && one.aggregation !== 'NONE' && one.aggregation !== 'RATIO',
    ),
  );
}

/** Counts of units hold in the boundaries that they counted: place and parts must be in force together. */
function isOneGeography({ within }: Cover, { unit }: Place, period: string): boolean {
  const day = addDays(parseTimePeriod(period)!.end, -1);
  return isInForce(unit, day) && within.every((one) => isInForce(one.unit, day));
}

/** Periods for which territories around the place have figures, the latest first. */
function periodsAround(
  indicator: Indicator,
  slice: string,
  asked: PeriodAsked,
  { unit }: Place,
  { boundaries, reading }: Evaluation,
): Pending<readonly string[]> {
  const counts = countsOf(indicator);
  const periods = new Set<string>();
  for (const { territory, isWithin, level } of boundaries.overlapping(
    boundaries.atoms(unit.territoryCode, counts),
    counts,
  )) {
    // What lies around a place at a higher level is no part of it.
    if (!isWithin && isAbove(level, unit.level)) continue;
    const figures = figuresAt(indicator, slice, asked, territory, reading);
    if (!figures) return undefined;
    for (const figure of figures) periods.add(figure.timePeriod);
  }
  return [...periods].toSorted(latestFirst);
}

function namesOf({ across, within }: Cover) {
  const named = (across.length > 0 ? across : within).slice(0, 5).map(({ unit }) => `${unit.name} (${unit.code})`);
  return { vi: named.join(', '), en: named.join(', ') };
}
