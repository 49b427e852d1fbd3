import type { Indicator, SeriesBreak } from '../../kit/declarations.ts';
import { parseTimePeriod } from '../../kit/time-period.ts';
import type { BoundaryUnit } from '../units/boundaries.ts';
import { without, type Evaluated } from './evaluated.ts';

/** The break in a series between two periods of a unit; null: they are one series. */
export function breakBetween(
  { breaks }: Indicator,
  { code, territoryCode }: Pick<BoundaryUnit, 'code' | 'territoryCode'>,
  one: string,
  other: string,
): SeriesBreak | null {
  const [first, last] = [parseTimePeriod(one)!.start, parseTimePeriod(other)!.start].toSorted() as [string, string];
  return (
    breaks.find(({ timePeriod, refArea }) => {
      const begins = parseTimePeriod(timePeriod)!.start;
      return (refArea === null || refArea === code || refArea === territoryCode) && first < begins && begins <= last;
    }) ?? null
  );
}

/** Why figures of one series in two periods are not set against each other; null: no break lies between them. */
export function acrossBreak(
  indicator: Indicator,
  { unit }: { readonly unit: BoundaryUnit },
  one: string,
  other: string,
  given: Partial<Evaluated>,
): Evaluated | null {
  const broken = breakBetween(indicator, unit, one, other);
  return broken && without('IMPOSSIBLE', 'SERIES_BREAK', { ...given, detail: broken.reason });
}
