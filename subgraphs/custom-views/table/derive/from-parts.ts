import type { Dimension, Indicator } from '../../../kit/declarations.ts';
import { partCodes } from '../../../kit/dimension-codes.ts';
import { parseSliceKey, sliceKey, TOTAL } from '../../../kit/slice.ts';
import { hasValue, without } from '../evaluated.ts';
import { addUp, latestOf } from '../slices.ts';
import { plainPart } from './operands.ts';
import type { Way } from './way.ts';

/** The parts of each dimension whose total is asked. */
export function waysFromParts(indicator: Indicator, slice: string): Way[] {
  const codes = parseSliceKey(slice) ?? {};
  const isWhole = ({ id, role }: Dimension) => role !== 'required' && codes[id] === undefined;
  return indicator.dimensions.filter(isWhole).map((dimension) => (asked, place, evaluation) => {
    const partOf = (code: string) =>
      plainPart('part', indicator, sliceKey({ ...codes, [dimension.id]: code }), asked, place, evaluation);
    const tried = new Map(codesOf(dimension).map((code) => [code, partOf(code)]));
    if ([...tried.values()].includes(undefined)) return undefined;
    const isFiled = (code: string) => hasValue(tried.get(code)!.evaluated);
    const parts = addable(dimension, isFiled).map((code) => tried.get(code)!);
    const timePeriod = latestOf(parts.map((part) => part.evaluated));
    if (timePeriod === null) return null;
    const ofPeriod = parts.map((part) =>
      part.evaluated.timePeriod === timePeriod
        ? part
        : { ...part, evaluated: without('MISSING', 'NO_FIGURE', { timePeriod }) },
    );
    const isOpenEnded = dimension.role === 'partial';
    const present = isOpenEnded ? ofPeriod.filter(({ evaluated }) => hasValue(evaluated)) : ofPeriod;
    return addUp(indicator, present, { timePeriod, isOpenEnded, of: present.length, origin: 'DERIVED' });
  });
}

function codesOf({ codes }: Dimension): readonly string[] {
  return codes.filter((code) => code !== TOTAL);
}

/** The codes that together are the total: a code that counts several together stands for them where none of them is filed. */
function addable(dimension: Dimension, isFiled: (code: string) => boolean): readonly string[] {
  const { unions = [] } = dimension;
  const standing = unions.filter(({ code, contains }) => isFiled(code) && !contains.some(isFiled));
  const replaced = new Set(standing.flatMap(({ contains }) => contains));
  return [...partCodes(dimension).filter((code) => !replaced.has(code)), ...standing.map(({ code }) => code)];
}
