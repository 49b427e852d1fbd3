import type { CombinedTableInput } from '../table/input.ts';

/** Viet Nam's time is UTC+7 all year. */
const OFFSET_MS = 7 * 3_600_000;

/** The input with its "now" as this instant and its "today" as the day of it, so that it means the same for ever. */
export function pinnedInput(input: CombinedTableInput, instant: string): CombinedTableInput {
  const { units, asOf } = input;
  const isPast = asOf != null && Date.parse(asOf) <= Date.parse(instant);
  return {
    ...input,
    // Nothing is known yet of an instant to come.
    asOf: isPast ? asOf : instant,
    units: units.codes == null && units.on == null ? { ...units, on: dayOf(instant) } : units,
  };
}

/** The day in Viet Nam. */
export function dayOf(instant: string): string {
  return new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(0, 10);
}
