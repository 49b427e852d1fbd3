import type { Interval } from '../../figures/interval.ts';

/** Slips of the multiplier are by thousands; the rest of the factor is what figures differ by otherwise. */
const POWERS = [-9, -6, -3, 3, 6, 9];
const NEAR = Math.log10(1.5);

/** The power of ten by which a number is what was expected; null: by none. */
export function powerOfTen(found: Interval, expected: Interval): number | null {
  const factor = Math.log10(middle(found) / middle(expected));
  return POWERS.find((power) => Math.abs(factor - power) < NEAR) ?? null;
}

function middle({ low, high }: Interval): number {
  return (low + high) / 2;
}
