import type { Evaluated, Part } from './evaluated.ts';
import type { Place } from './evaluation.ts';
import type { Series } from './series.ts';

/** A whole series, also of several slices, as a part of a cell. */
export function seriesPart(
  role: Part['role'],
  { indicator, slices }: Series,
  evaluated: Evaluated,
  { unit }: Place,
): Part {
  return { role, unit, indicator, slice: slices.join('+'), evaluated, weight: null };
}
