import { addDays } from '../../../kit/calendar.ts';
import type { Indicator } from '../../../kit/declarations.ts';
import { parseTimePeriod } from '../../../kit/time-period.ts';
import { breakBetween } from '../breaks.ts';
import { hasValue, type Evaluated, type Part } from '../evaluated.ts';
import { distinct, rowsOf, type Cell, type Rule } from './rule.ts';

/** One figure divided by another. */
interface Quotient {
  readonly numerator: Part;
  readonly denominator: Part;
}

/** Rates whose numerator and denominator do not describe one time. */
export function rateOfUnlikePeriods(cells: readonly Cell[]): ReturnType<Rule> {
  return ratesWhere(cells, (quotient) => !isOfOneTime(quotient));
}

/** Rates between whose periods the series of the numerator or of the denominator breaks. */
export function rateAcrossBreak(cells: readonly Cell[]): ReturnType<Rule> {
  return ratesWhere(cells, isAcrossBreak);
}

/** How the periods of a rate fit where they do not simply fit: rates that fit in unlike ways are no like figures. Empty for all else. */
export function misfitOf(cell: Evaluated): string {
  const misfits = quotientsOf(cell).filter((quotient) => !isOfOneTime(quotient) || isAcrossBreak(quotient));
  return distinct(misfits.map((quotient) => `${periodsOf(quotient)}${isAcrossBreak(quotient) ? ' !' : ''}`)).join(', ');
}

/** The periods of a rate that are not one, as `2023-S1 / 2023`. */
export function unlikePeriodsOf(cell: Evaluated): readonly string[] {
  return quotientsOf(cell)
    .filter((quotient) => !isOfOneTime(quotient))
    .map(periodsOf);
}

function ratesWhere(cells: readonly Cell[], isMeant: (quotient: Quotient) => boolean): ReturnType<Rule> {
  const named = new Set<string>();
  const meant = cells.filter(({ cell }) => {
    const found = quotientsOf(cell).filter(isMeant);
    for (const quotient of found) named.add(periodsOf(quotient));
    return found.length > 0;
  });
  return meant.length === 0 ? null : { rows: rowsOf(meant), named: [...named].toSorted() };
}

/** The quotients that a cell is, or is made of. */
function quotientsOf({ parts }: Evaluated): readonly Quotient[] {
  if (parts.length === 0) return [];
  const [numerator, denominator] = (['numerator', 'denominator'] as const).map((role) =>
    parts.find((part) => part.role === role && hasValue(part.evaluated)),
  );
  const own = numerator && denominator ? [{ numerator, denominator }] : [];
  return [...own, ...parts.flatMap(({ evaluated }) => quotientsOf(evaluated))];
}

/** Of one period, or one of a day within that of the other: a stock at the end of a year fits what was counted in the year. */
function isOfOneTime({ numerator, denominator }: Quotient): boolean {
  if (numerator.evaluated.timePeriod === denominator.evaluated.timePeriod) return true;
  const [one, other] = [timeOf(numerator), timeOf(denominator)];
  return (isDay(one) && isWithin(one, other)) || (isDay(other) && isWithin(other, one));
}

interface Time {
  readonly start: string;
  /** The day after its last. */
  readonly end: string;
}

/** The time that a figure describes: a stock that is counted at the end or the beginning of its period describes that day. */
function timeOf({ indicator, evaluated }: Part): Time {
  const { start, end } = parseTimePeriod(evaluated.timePeriod!)!;
  if (indicator.timePerCollect === 'E') return { start: addDays(end, -1), end };
  if (indicator.timePerCollect === 'B') return { start, end: addDays(start, 1) };
  return { start, end };
}

function isDay({ start, end }: Time): boolean {
  return addDays(start, 1) === end;
}

function isWithin(one: Time, other: Time): boolean {
  return other.start <= one.start && one.end <= other.end;
}

function isAcrossBreak({ numerator, denominator }: Quotient): boolean {
  const [one, other] = [numerator.evaluated.timePeriod!, denominator.evaluated.timePeriod!];
  const isBroken = (indicator: Indicator) => breakBetween(indicator, numerator.unit, one, other) !== null;
  return one !== other && (isBroken(numerator.indicator) || isBroken(denominator.indicator));
}

function periodsOf({ numerator, denominator }: Quotient): string {
  return `${numerator.evaluated.timePeriod} / ${denominator.evaluated.timePeriod}`;
}
