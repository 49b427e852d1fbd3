import { isExact } from '../figures/interval.ts';
import type { Evaluated } from './evaluated.ts';

/** Decimals that a figure may have. */
export const MOST_DECIMALS = 12;

/** The cell with its number as it is shown, in the decimals that are meant: ranks and conditions go by nothing finer. */
export function asShown(cell: Evaluated): Evaluated {
  if (cell.interval === null || cell.figure) return cell;
  const { interval, point, decimals } = cell;
  if (isExact(interval) && interval.low !== 0 && withDecimals(interval.low, decimals, nearest) === 0)
    return roundedToZero(cell, interval.low);
  // Bounds are rounded outwards: the number may lie anywhere between them.
  const [down, up] = isExact(interval) ? [nearest, nearest] : [Math.floor, Math.ceil];
  const [low, high] = [withDecimals(interval.low, decimals, down), withDecimals(interval.high, decimals, up)];
  return {
    ...cell,
    interval: { ...interval, low, high },
    point: point === null ? null : withDecimals(point, decimals, nearest),
  };
}

/** A number too small for its decimals is shown as zero, and known not to be zero. */
function roundedToZero(cell: Evaluated, number: number): Evaluated {
  const half = shifted(0.5, -Math.min(cell.decimals, MOST_DECIMALS));
  const interval =
    number > 0
      ? { low: 0, high: half, lowOpen: true, highOpen: true }
      : { low: -half, high: 0, lowOpen: true, highOpen: true };
  return { ...cell, interval, point: 0, reasonCode: cell.reasonCode ?? 'ROUNDED_TO_ZERO' };
}

/** Fewer than no decimals round to tens, hundreds ... */
function withDecimals(number: number, decimals: number, round: (number: number) => number): number {
  if (!Number.isFinite(number) || number === 0) return number;
  const places = Math.min(decimals, MOST_DECIMALS);
  const scaled = shifted(number, places);
  if (!Number.isFinite(scaled)) return number;
  // What is a whole number but for the noise of binary fractions is one.
  const whole = Math.round(scaled);
  const isNearly = Math.abs(scaled - whole) <= Math.abs(scaled) * NOISE;
  return shifted(isNearly ? whole : round(scaled), -places) + 0;
}

const NOISE = 8 * Number.EPSILON;

/** Rounded half away from zero, as statistics offices do. */
function nearest(number: number): number {
  const size = Math.abs(number);
  return Math.sign(number) * Math.round(size + size * Number.EPSILON);
}

/** Moves the decimal point without the noise of binary fractions. */
function shifted(number: number, places: number): number {
  const [digits, exponent = '0'] = String(number).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}
