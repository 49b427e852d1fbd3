import type { Indicator } from '../../../kit/declarations.ts';
import type { Operand, Relation } from '../../../kit/relations.ts';
import { hasValue } from '../evaluated.ts';
import { impliedDenominator, impliedNumerator } from '../implied.ts';
import { theOnly } from '../periods.ts';
import { operandPart, plainPart } from './operands.ts';
import type { Way } from './way.ts';

/** One part of a ratio from the ratio, within its rounding, and the other part. */
export function fromRatio(
  indicator: Indicator,
  ratio: Indicator,
  ratioSlice: string,
  relation: Extract<Relation, { kind: 'ratioOf' }>,
  other: Operand,
  wanted: 'numerator' | 'denominator',
): Way {
  return (asked, place, evaluation) => {
    const whole = plainPart('whole', ratio, ratioSlice, asked, place, evaluation);
    if (!whole) return undefined;
    if (!hasValue(whole.evaluated)) return null;
    const period = theOnly(whole.evaluated.timePeriod!);
    const role = wanted === 'denominator' ? 'numerator' : 'denominator';
    const part = operandPart(role, other, relation, ratioSlice, period, place, evaluation);
    if (!part) return undefined;
    if (!hasValue(part.evaluated)) return null;
    return wanted === 'denominator'
      ? impliedDenominator(part, whole, relation.factor, indicator)
      : impliedNumerator(part, whole, relation.factor, indicator);
  };
}
