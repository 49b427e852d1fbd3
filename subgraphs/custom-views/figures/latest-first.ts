import { parseTimePeriod } from '../../kit/time-period.ts';

/** Orders periods by their end, the latest first, then the longest. */
export function latestFirst(a: string, b: string): number {
  const [left, right] = [parseTimePeriod(a)!, parseTimePeriod(b)!];
  if (left.end !== right.end) return left.end < right.end ? 1 : -1;
  return left.start < right.start ? -1 : left.start > right.start ? 1 : 0;
}
