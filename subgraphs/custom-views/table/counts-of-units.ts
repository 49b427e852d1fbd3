import { addDays } from '../../kit/calendar.ts';
import type { Indicator } from '../../kit/declarations.ts';
import { parseTimePeriod } from '../../kit/time-period.ts';
import { isInForce, type Boundaries, type BoundaryUnit } from '../units/boundaries.ts';
import { without, type Evaluated } from './evaluated.ts';
import type { Evaluation, Place } from './evaluation.ts';

/**
 * A count of units as it was counted: it says nothing of the units that the same land is divided into on another day, though the
 * land itself has not changed.
 */
export function asCounted(
  counted: Evaluated,
  indicator: Indicator,
  { unit, on }: Place,
  { boundaries }: Evaluation,
): Evaluated {
  if (indicator.aggregation !== 'COUNT_OF_UNITS' || on === null) return counted;
  const then = addDays(parseTimePeriod(counted.timePeriod!)!.end, -1);
  const [before, now] = [communesOf(unit, then, boundaries), communesOf(unit, on, boundaries)];
  if (before.join() === now.join()) return counted;
  return without('IMPOSSIBLE', 'COUNTED_IN_OTHER_BOUNDARIES', {
    timePeriod: counted.timePeriod,
    parts: [{ role: 'part', unit, indicator, slice: counted.figure!.slice, evaluated: counted, weight: null }],
    detail: {
      vi: `${before.length} đơn vị cấp xã ngày ${then}, ${now.length} ngày ${on}`,
      en: `${before.length} communes on ${then}, ${now.length} on ${on}`,
    },
  });
}

/** The territories of the communes that a unit is divided into on a day. */
function communesOf(unit: BoundaryUnit, day: string, boundaries: Boundaries): readonly string[] {
  return boundaries
    .overlapping(boundaries.atoms(unit.territoryCode, 'LAND'), 'LAND')
    .filter(({ level, territory }) => level === 'COMMUNE' && isInForce(boundaries.versionOf(territory, day), day))
    .map(({ territory }) => territory)
    .toSorted();
}
