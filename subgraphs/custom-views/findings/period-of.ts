import { LRUCache } from 'lru-cache';
import { parseTimePeriod, type TimePeriod } from '../../kit/time-period.ts';

const KEPT = 1_000;
const known = new LRUCache<string, TimePeriod>({ max: KEPT });

/** A figure's period, which was read when it was recorded; the same few stand at thousands of figures. */
export function periodOf(text: string): TimePeriod {
  const there = known.get(text);
  if (there) return there;
  const period = parseTimePeriod(text)!;
  known.set(text, period);
  return period;
}
