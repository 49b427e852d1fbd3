import type { Interval } from '../figures/interval.ts';
import type { Evaluated } from './evaluated.ts';

/**
 * What is certain of a cell's number; null: nothing. Of one that is approximate, that it lies about there: its ends are never certain to be
 * just what is told, nor on which side of it they lie. How far they may lie from it no source says.
 */
export function certainOf({ interval, isApproximate }: Evaluated): Interval | null {
  if (!interval || !isApproximate) return interval;
  return {
    low: interval.low - nearly(interval.low),
    high: interval.high + nearly(interval.high),
    lowOpen: true,
    highOpen: true,
  };
}

/** As little as numbers can differ. */
function nearly(end: number): number {
  return Number.isFinite(end) ? Math.max(Math.abs(end) * Number.EPSILON, Number.MIN_VALUE) : 0;
}
