import type { Indicator } from './declarations.ts';

/** The code of a dimension that stands for all its parts together. */
export const TOTAL = '_T';

/**
 * The key of a slice, `PROGRAMME=NTP_EM;SEX=F`: dimensions in alphabetical order, totals left out, so that an indicator
 * can gain a dimension without its figures changing identity. The whole is the empty text.
 */
export function sliceKey(codes: Readonly<Record<string, string>>): string {
  return Object.keys(codes)
    .filter((dimension) => codes[dimension] !== TOTAL)
    .toSorted()
    .map((dimension) => `${dimension}=${codes[dimension]}`)
    .join(';');
}

/** The dimensions of a key, `{ SEX: 'F' }`; the empty text has none. Null for a text that is no key. */
export function parseSliceKey(key: string): Record<string, string> | null {
  if (key === '') return {};
  const pairs = key.split(';').map((pair) => /^([A-Z][A-Z0-9_]*)=([A-Za-z0-9_]+)$/.exec(pair));
  if (pairs.some((pair) => pair === null) || new Set(pairs.map((pair) => pair![1])).size < pairs.length) return null;
  return Object.fromEntries(pairs.map((pair) => [pair![1]!, pair![2]!]));
}

/** Every dimension that the indicator declares with its code in this slice. */
export function dimensionsOf(indicator: Indicator, key: string): { dimension: string; code: string }[] {
  const codes = parseSliceKey(key) ?? {};
  return indicator.dimensions.map(({ id }) => ({ dimension: id, code: codes[id] ?? TOTAL }));
}
