import { ours } from './ours.ts';
import { hive } from './hive.ts';
import { mercurius } from './mercurius.ts';
import { oneStatement } from './one-statement.ts';
import { prebuilt } from './prebuilt.ts';
import { stock } from './stock.ts';
import type { Variant } from './variant.ts';

/** All that can be measured; the first that answers an operation is what others are checked against, but for ours. */
export const VARIANTS: readonly Variant[] = [...stock, ...ours, ...hive, mercurius, oneStatement, prebuilt];

/** The variants with these names. */
export function variantsNamed(names: readonly string[] | null): readonly Variant[] {
  if (!names) return VARIANTS;
  return names.map((name) => {
    const found = VARIANTS.find((variant) => variant.name === name);
    if (!found)
      throw new Error(`There is no variant "${name}". There are: ${VARIANTS.map((one) => one.name).join(', ')}.`);
    return found;
  });
}
