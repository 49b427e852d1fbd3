const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Viet Nam's time is UTC+7 all year. */
const OFFSET_MS = 7 * HOUR_MS;
/** Clocks of gateways and databases may differ by so much. */
const CLOCKS_MS = 60_000;

/**
 * Until when an answer of now may be kept at most, in milliseconds of `Date.now()`: without a date, units are those in force today in
 * Viet Nam, so that answers change at midnight though no data does. Around midnight it is not sure of which day an answer is.
 */
export function endOfToday(now: number): number {
  const intoDay = (now + OFFSET_MS) % DAY_MS;
  return intoDay < CLOCKS_MS ? now : now - intoDay + DAY_MS - CLOCKS_MS;
}
