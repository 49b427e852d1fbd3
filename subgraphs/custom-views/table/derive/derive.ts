import type { Declarations, Indicator } from '../../../kit/declarations.ts';
import { hasValue, type Evaluated } from '../evaluated.ts';
import type { Evaluation, Pending, Place } from '../evaluation.ts';
import { seriesName, type PeriodAsked } from '../series.ts';
import { waysFromOthers } from './from-others.ts';
import { waysFromParts } from './from-parts.ts';
import { waysFromRelations } from './from-relations.ts';
import type { Way } from './way.ts';

/**
 * A figure that follows from others by what the indicators declare: a ratio from its parts, a total from the parts of a dimension, a level
 * from a change, the parts of a ratio from the ratio. Null: nothing gives it.
 */
export function derive(
  indicator: Indicator,
  slice: string,
  asked: PeriodAsked,
  place: Place,
  evaluation: Evaluation,
): Pending<Evaluated | null> {
  // Every way is tried before one is chosen, so that what they lack is read together.
  const tried = waysTo(indicator, slice, evaluation.declarations).map((way) => way(asked, place, evaluation));
  let refused: Evaluated | null = null;
  for (const made of tried) {
    if (made === undefined) return undefined;
    if (made && hasValue(made)) return made;
    refused ??= made;
  }
  return refused;
}

/** A table tries the same ways in every row. */
const waysOf = new WeakMap<Declarations, Map<string, readonly Way[]>>();

function waysTo(indicator: Indicator, slice: string, declarations: Declarations): readonly Way[] {
  const ofAll = waysOf.get(declarations) ?? new Map<string, readonly Way[]>();
  waysOf.set(declarations, ofAll);
  const name = seriesName(indicator, slice);
  const ways = ofAll.get(name) ?? [
    ...waysFromRelations(indicator, slice),
    ...waysFromOthers(indicator, slice, declarations),
    ...waysFromParts(indicator, slice),
  ];
  ofAll.set(name, ways);
  return ways;
}
