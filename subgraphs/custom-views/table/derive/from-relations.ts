import type { Indicator } from '../../../kit/declarations.ts';
import { concerns } from '../../../kit/relation-slices.ts';
import { relationsOf, type Relation } from '../../../kit/relations.ts';
import { acrossBreak } from '../breaks.ts';
import { differenceOf, quotientOf, sumOf } from '../formulas.ts';
import { neighbour } from '../periods.ts';
import { isTold, operandPart, operandParts } from './operands.ts';
import { isBinding, type Way } from './way.ts';

/** What the indicator's own relations say it is made of. */
export function waysFromRelations(indicator: Indicator, slice: string): Way[] {
  return relationsOf(indicator)
    .filter((relation) => concerns(relation, slice) && isBinding(relation))
    .flatMap((relation): Way[] => {
      switch (relation.kind) {
        case 'ratioOf':
          return [ofRatio(indicator, slice, relation)];
        case 'changeOf':
          return [ofChange(slice, relation)];
        case 'differenceOf':
          return [ofDifference(slice, relation)];
        case 'sameAs':
          return [ofOther(slice, relation)];
        default:
          return [];
      }
    });
}

type RelationOf<Kind extends Relation['kind']> = Extract<Relation, { kind: Kind }>;

function ofRatio(indicator: Indicator, slice: string, relation: RelationOf<'ratioOf'>): Way {
  const operands = [
    ['numerator', relation.numerator],
    ['denominator', relation.denominator],
  ] as const;
  return (asked, place, evaluation) => {
    const parts = operandParts(operands, relation, slice, asked, place, evaluation);
    return parts && quotientOf(parts[0]!, parts[1]!, relation.factor, { indicator, decimals: 2 });
  };
}

/** The level at the end of the period less that at the end of the one before. */
function ofChange(slice: string, relation: RelationOf<'changeOf'>): Way {
  return (asked, place, evaluation) => {
    if (asked.kind !== 'exact') return null;
    const { period } = asked;
    const before = neighbour(period, -1);
    if (!before) return null;
    const at = (role: 'minuend' | 'subtrahend', exact: typeof period) =>
      operandPart(role, relation.level, relation, slice, { kind: 'exact', period: exact }, place, evaluation);
    const [now, then] = [at('minuend', period), at('subtrahend', before)];
    if (!now || !then) return undefined;
    if (!isTold(now) && !isTold(then)) return null;
    const given = { timePeriod: period.text, parts: [now, then] };
    return acrossBreak(now.indicator, place, before.text, period.text, given) ?? differenceOf(now, then, period.text);
  };
}

function ofDifference(slice: string, relation: RelationOf<'differenceOf'>): Way {
  const operands = [
    ['minuend', relation.minuend],
    ['subtrahend', relation.subtrahend],
  ] as const;
  return (asked, place, evaluation) => {
    const parts = operandParts(operands, relation, slice, asked, place, evaluation);
    return parts && differenceOf(parts[0]!, parts[1]!, parts[0]!.evaluated.timePeriod);
  };
}

function ofOther(slice: string, relation: RelationOf<'sameAs'>): Way {
  return (asked, place, evaluation) => {
    const part = operandPart('whole', relation.other, relation, slice, asked, place, evaluation);
    if (!part) return undefined;
    return isTold(part) ? sumOf([part]) : null;
  };
}
