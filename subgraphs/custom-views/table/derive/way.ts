import type { Relation } from '../../../kit/relations.ts';
import type { Evaluated } from '../evaluated.ts';
import type { Evaluation, Pending, Place } from '../evaluation.ts';
import type { PeriodAsked } from '../series.ts';

/** One way to a figure; null: it does not lead there. */
export type Way = (asked: PeriodAsked, place: Place, evaluation: Evaluation) => Pending<Evaluated | null>;

/** Whether figures follow from it: a relation that may only raise a question gives none. */
export function isBinding({ strictness }: Relation): boolean {
  return strictness !== 'question';
}
