import type { KnownArea, KnownAreas } from '../known-areas.ts';

/** The units along which columns run. */
export interface UnitList {
  /** Each once, in the order asked. */
  readonly codes: readonly string[];
  readonly areas: readonly KnownArea[];
  /** By these the figures of a cell are found: the territory of each unit, or its code where figures are read by their own unit. */
  readonly keys: readonly string[];
  /** The keys are different and in alphabetical order, so that figures that are read in this order need no search. */
  readonly ordered: boolean;
}

/** The units with these codes; null where the list does not know one. */
export function unitList(codes: readonly string[], { byCode }: KnownAreas, key: 'territory' | 'code'): UnitList | null {
  const different = [...new Set(codes)];
  const areas: KnownArea[] = [];
  const keys: string[] = [];
  let ordered = true;
  for (const code of different) {
    const area = byCode.get(code);
    if (!area) return null;
    if (keys.length > 0 && keys.at(-1)! >= area[key]) ordered = false;
    areas.push(area);
    keys.push(area[key]);
  }
  return { codes: different, areas, keys, ordered };
}
