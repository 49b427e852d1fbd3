import type { Indicator } from '../../../kit/declarations.ts';
import { slicesOfOperand } from '../../../kit/relation-slices.ts';
import type { Operand, Relation } from '../../../kit/relations.ts';
import { hasValue, type Part } from '../evaluated.ts';
import { evaluateSlice, type Evaluation, type Pending, type Place } from '../evaluation.ts';
import { theOnly } from '../periods.ts';
import { indicatorNamed, type PeriodAsked } from '../series.ts';
import { addUp, latestOf } from '../slices.ts';

/** A part that is reported, or converted; it is not derived again. */
export function plainPart(
  role: Part['role'],
  indicator: Indicator,
  slice: string,
  asked: PeriodAsked,
  place: Place,
  evaluation: Evaluation,
): Pending<Part> {
  const evaluated = evaluateSlice(indicator, slice, asked, 'NEVER', place, evaluation);
  return evaluated && { role, unit: place.unit, indicator, slice, evaluated, weight: null };
}

/** What a relation names as one of its operands, for a slice of the indicator that has the relation. */
export function operandPart(
  role: Part['role'],
  operand: Operand,
  relation: Relation,
  slice: string,
  asked: PeriodAsked,
  place: Place,
  evaluation: Evaluation,
): Pending<Part> {
  const indicator = indicatorNamed(operand.indicator, evaluation.declarations);
  const slices = slicesOfOperand(relation, operand, slice, indicator.dimensions);
  const parts = slices.map((one) => plainPart(role, indicator, one, asked, place, evaluation));
  if (parts.includes(undefined)) return undefined;
  if (parts.length === 1) return parts[0];
  const made = {
    timePeriod: latestOf(parts.map((part) => part!.evaluated)),
    isOpenEnded: false,
    of: parts.length,
    origin: 'DERIVED' as const,
  };
  const evaluated = addUp(indicator, parts as Part[], made);
  return { role, unit: place.unit, indicator, slice, evaluated, weight: null };
}

/** Two operands in one period: that of the first, where the latest is asked. Null: the first is not filed. */
export function operandParts(
  operands: readonly (readonly [Part['role'], Operand])[],
  relation: Relation,
  slice: string,
  asked: PeriodAsked,
  place: Place,
  evaluation: Evaluation,
): Pending<readonly Part[] | null> {
  const [first, ...others] = operands;
  const part = operandPart(first![0], first![1], relation, slice, asked, place, evaluation);
  if (!part) return undefined;
  const { timePeriod } = part.evaluated;
  if (timePeriod === null || !isTold(part)) return null;
  const period = theOnly(timePeriod);
  const rest = others.map(([role, operand]) => operandPart(role, operand, relation, slice, period, place, evaluation));
  return rest.includes(undefined) ? undefined : [part, ...(rest as Part[])];
}

/** A figure that cannot be computed is a reason that the result gives; one that is not filed leaves it to other ways. */
export function isTold({ evaluated }: Part): boolean {
  return hasValue(evaluated) || evaluated.origin === 'IMPOSSIBLE';
}
