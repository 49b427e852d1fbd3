import type { Declarations, Indicator } from '../../../kit/declarations.ts';
import { slicesOfOperand } from '../../../kit/relation-slices.ts';
import { relationsOf, type Operand, type Relation } from '../../../kit/relations.ts';
import { parseSliceKey, sliceKey, TOTAL } from '../../../kit/slice.ts';
import { fromChange } from './from-change.ts';
import { fromRatio } from './from-ratio.ts';
import { isBinding, type Way } from './way.ts';

/** What other indicators say of this one: the level that a change was made from, the parts of a ratio. */
export function waysFromOthers(indicator: Indicator, slice: string, { agencies }: Declarations): Way[] {
  const all = agencies.flatMap(({ indicators }) => indicators);
  return all.flatMap((other) =>
    relationsOf(other)
      .filter(isBinding)
      .flatMap((relation): Way[] => {
        if (relation.kind === 'changeOf')
          return isMeant(relation.level, relation) ? [fromChange(indicator, slice, other, relation)] : [];
        if (relation.kind !== 'ratioOf') return [];
        const { numerator, denominator } = relation;
        const own = ownSlices(other, relation, slice);
        if (isMeant(denominator, relation))
          return own.map((ratioSlice) => fromRatio(indicator, other, ratioSlice, relation, numerator, 'denominator'));
        if (isMeant(numerator, relation))
          return own.map((ratioSlice) => fromRatio(indicator, other, ratioSlice, relation, denominator, 'numerator'));
        return [];
      }),
  );

  function isMeant(operand: Operand, relation: Relation): boolean {
    if (operand.indicator !== indicator.code || operand.sumOver !== null) return false;
    return relation.own === null || slicesOfOperand(relation, operand, '', indicator.dimensions)[0] === slice;
  }
}

/** Slices of the ratio whose operand is this slice: the declared one, or under `*` each that agrees in the dimensions both have. */
function ownSlices(ratio: Indicator, relation: Relation, slice: string): readonly string[] {
  if (relation.own !== null) return [sliceKey(relation.own)];
  const codes = parseSliceKey(slice) ?? {};
  const lists = ratio.dimensions.map(({ id, codes: known }) =>
    codes[id] !== undefined ? [codes[id]] : [TOTAL, ...known.filter((code) => code !== TOTAL)],
  );
  return lists
    .reduce<Record<string, string>[]>(
      (made, known, place) =>
        made.flatMap((one) => known.map((code) => ({ ...one, [ratio.dimensions[place]!.id]: code }))),
      [{}],
    )
    .map(sliceKey);
}
