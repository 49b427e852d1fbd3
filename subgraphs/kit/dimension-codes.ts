import type { Dimension } from './declarations.ts';
import { TOTAL } from './slice.ts';

/** The codes that may be added up: neither the total, nor a code that counts others of the list together. */
export function partCodes({ codes, unions = [] }: Dimension): readonly string[] {
  return codes.filter((code) => code !== TOTAL && !unions.some((union) => union.code === code));
}
