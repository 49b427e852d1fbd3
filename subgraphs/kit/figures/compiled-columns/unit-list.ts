import type { KnownArea, KnownAreas } from '../known-areas.ts';

/** The units along which columns run. */
export interface UnitList {
  /** Each once, in the order asked. */
  readonly codes: readonly string[];
  readonly areas: readonly KnownArea[];
  /** By these the figures of a cell are found: the territory of each unit, or its code where figures are read by their own unit. */
  readonly keys: readonly string[];
  /** The keys, a line each. */
  readonly text: string;
  /** The places of the codes in alphabetical order. */
  readonly alphabetical: readonly number[];
  /** The keys are different and in alphabetical order, so that figures that are read in this order need no search. */
  readonly ordered: boolean;
}

/** The units with these codes; null where the list does not know one. */
export function unitList(codes: readonly string[], { byCode }: KnownAreas, key: 'territory' | 'code'): UnitList | null {
  const different = [...new Set(codes)];
  const areas: KnownArea[] = [];
  for (const code of different) {
    const area = byCode.get(code);
    if (!area) return null;
    areas.push(area);
  }
  const keys = key === 'code' ? different : areas.map(({ territory }) => territory);
  const ordered = keys.every((one, place) => place === 0 || keys[place - 1]! < one);
  return { codes: different, areas, keys, text: keys.join('\n'), alphabetical: alphabetical(different), ordered };
}

function alphabetical(codes: readonly string[]): number[] {
  const places = [...codes.keys()];
  const ordered = codes.every((code, place) => place === 0 || codes[place - 1]! < code);
  return ordered ? places : places.toSorted((a, b) => (codes[a]! < codes[b]! ? -1 : 1));
}

/** Tables ask for the same units again and again, all communes or all provinces. */
const KEPT_LISTS = 4;
/** Units of a list that is worth keeping. */
const LONG_LIST = 300;
const kept = new WeakMap<KnownAreas, { readonly asked: readonly string[]; readonly units: UnitList }[]>();

/** The same by territory; the last few are kept, since to look up thousands of codes takes longer than to see that they are the same. */
export function territoryList(codes: readonly string[], areas: KnownAreas): UnitList | null {
  if (codes.length < LONG_LIST) return unitList(codes, areas, 'territory');
  const lists = kept.get(areas) ?? [];
  const found = lists.find(
    ({ asked }) => asked.length === codes.length && asked.every((code, at) => code === codes[at]),
  );
  if (found) {
    if (found !== lists[0]) kept.set(areas, [found, ...lists.filter((one) => one !== found)]);
    return found.units;
  }
  const units = unitList(codes, areas, 'territory');
  // A copy: the caller may do with the codes what it likes.
  if (units) kept.set(areas, [{ asked: [...codes], units }, ...lists].slice(0, KEPT_LISTS));
  return units;
}
