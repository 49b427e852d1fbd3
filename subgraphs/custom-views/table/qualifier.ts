import { isExact } from '../figures/interval.ts';
import type { Evaluated } from './evaluated.ts';

/** How the cell's value bounds the true one; null where nothing is known. */
export function qualifierOf({ interval, isApproximate, figure }: Evaluated): string | null {
  if (!interval) return null;
  if (figure) return figure.qualifier;
  if (isExact(interval)) return isApproximate ? 'APPROX' : 'EQ';
  if (interval.high === Infinity) return interval.lowOpen ? 'GT' : 'GE';
  if (interval.low === -Infinity) return interval.highOpen ? 'LT' : 'LE';
  return 'RANGE';
}
