import { addDays, addMonths } from '../../kit/calendar.ts';
import { parseTimePeriod, type TimePeriod } from '../../kit/time-period.ts';
import type { PeriodAsked } from './series.ts';

/** A period that is known, as it is asked for. */
export function theOnly(period: string): PeriodAsked {
  return { kind: 'exact', period: parseTimePeriod(period)! };
}

/** Length of a period in months, or in days below a month; equal for all years, all half-years ... */
export function lengthOf(period: TimePeriod): string {
  const known = lengths.get(period);
  if (known !== undefined) return known;
  const length = measure(period);
  lengths.set(period, length);
  return length;
}

const lengths = new WeakMap<TimePeriod, string>();

function measure({ start, end }: TimePeriod): string {
  for (let months = 1; months <= 1_200; months += 1) {
    const reached = addMonths(start, months);
    if (reached === end) return `P${months}M`;
    if (reached > end) break;
  }
  return addDays(start, 1) === end ? 'P1D' : `${start}/${end}`;
}

/** The period of the same form so many periods later; null for one that has no neighbours of its form. */
export function neighbour(period: TimePeriod, step: 1 | -1): TimePeriod | null {
  const months = Number(/^P(\d+)M$/.exec(lengthOf(period))?.[1] ?? 0);
  if (months === 0) return null;
  const start = addMonths(period.start, months * step);
  return parseTimePeriod(`${start}/P${months}M`);
}
