import type { Dimension } from './declarations.ts';
import { partCodes } from './dimension-codes.ts';
import type { Operand, Relation } from './relations.ts';
import { parseSliceKey, sliceKey } from './slice.ts';

/** Whether a slice of the indicator, by its key, is one that the relation speaks of. */
export function concerns({ own }: Relation, slice: string): boolean {
  return own === null || sliceKey(own) === slice;
}

/**
 * Keys of the operand's slices, to be added up, that a slice of the indicator is held against. Under `*` the operand has the
 * codes of that slice in the dimensions that both have; brackets come first.
 */
export function slicesOfOperand(
  { own }: Relation,
  operand: Operand,
  slice: string,
  dimensions: readonly Dimension[],
): readonly string[] {
  const codes = own === null ? (parseSliceKey(slice) ?? {}) : {};
  const shared = Object.fromEntries(
    dimensions.filter(({ id }) => codes[id] !== undefined).map(({ id }) => [id, codes[id]!]),
  );
  const one = { ...shared, ...operand.codes };
  if (operand.sumOver === null) return [sliceKey(one)];
  const summed = dimensions.find(({ id }) => id === operand.sumOver);
  const parts = summed ? partCodes(summed) : [];
  return parts.map((code) => sliceKey({ ...one, [operand.sumOver!]: code }));
}
