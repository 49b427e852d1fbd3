import type { Agency, Indicator } from '../declarations.ts';
import { badInput } from '../errors.ts';
import { dimensionsOf, sliceKey } from '../slice.ts';
import { parseTimePeriod } from '../time-period.ts';
import type { FigureRow } from './find.ts';

/** What `observations` may be restricted to. */
export interface Filters {
  readonly indicators?: readonly string[] | null;
  readonly dimensions?: readonly { readonly dimension: string; readonly codes: readonly string[] }[] | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly asOf?: string | null;
}

/** The figures whose indicator the agency declares: one that it has given up keeps its records, which nothing answers with. */
export function declaredOf<Row extends Pick<FigureRow, 'indicator'>>(agency: Agency, rows: readonly Row[]): Row[] {
  const codes = new Set(agency.indicators.map(({ code }) => code));
  return rows.filter(({ indicator }) => codes.has(indicator));
}

/** The agency's indicator with this code; an unknown code is the caller's mistake. */
export function indicatorOf(agency: Agency, code: string): Indicator {
  const found = agency.indicators.find((indicator) => indicator.code === code);
  if (!found) {
    throw badInput(
      `${agency.code} has no indicator "${code}". Send one of: ${agency.indicators.map((one) => one.code).join(', ')}.`,
    );
  }
  return found;
}

/** The days of a range of periods; refused when it ends before it begins. */
export function rangeOf({ from, to }: Pick<Filters, 'from' | 'to'>): { from: string | null; to: string | null } {
  const first = from == null ? null : parseTimePeriod(from)!.start;
  const end = to == null ? null : parseTimePeriod(to)!.end;
  if (first && end && end <= first) throw badInput(`"to" (${to}) must not end before "from" (${from}) begins.`);
  return { from: first, to: end };
}

/** The slice that filters name by one code for each dimension of the indicator; null where they leave several. */
export function sliceAsked(indicator: Indicator, filters: NonNullable<Filters['dimensions']>): string | null {
  const codes = indicator.dimensions.map(({ id }) => filters.find((filter) => filter.dimension === id)?.codes ?? []);
  if (codes.some((asked) => asked.length !== 1)) return null;
  return sliceKey(Object.fromEntries(indicator.dimensions.map(({ id }, place) => [id, codes[place]![0]!])));
}

/** Each slice makes a question longer. */
const MOST_SLICES = 200;

/** The slices that filters leave of an indicator; null where they do not name the codes of each of its dimensions, or leave very many. */
export function slicesAsked(indicator: Indicator, filters: NonNullable<Filters['dimensions']>): string[] | null {
  if (filters.some(({ dimension }) => !indicator.dimensions.some(({ id }) => id === dimension))) return [];
  let slices: Record<string, string>[] = [{}];
  for (const { id } of indicator.dimensions) {
    const [asked, ...others] = filters.filter(({ dimension }) => dimension === id);
    if (!asked) return null;
    const codes = [...new Set(asked.codes)].filter((code) => others.every((other) => other.codes.includes(code)));
    if (slices.length * codes.length > MOST_SLICES) return null;
    slices = slices.flatMap((slice) => codes.map((code) => ({ ...slice, [id]: code })));
  }
  return slices.map(sliceKey);
}

/** Refuses a dimension or code that none of the indicators declares. */
export function checkDimensions(indicators: readonly Indicator[], filters: NonNullable<Filters['dimensions']>): void {
  for (const { dimension, codes } of filters) {
    const known = new Set(
      indicators.flatMap((indicator) =>
        indicator.dimensions.filter(({ id }) => id === dimension).flatMap((found) => found.codes),
      ),
    );
    if (known.size === 0) throw badInput(`None of the indicators asked has a dimension "${dimension}".`);
    const unknown = codes.filter((code) => !known.has(code));
    if (unknown.length > 0) {
      throw badInput(
        `Dimension "${dimension}" has no code ${unknown.map((code) => `"${code}"`).join(', ')}. It has: ${[...known].join(', ')}.`,
      );
    }
  }
}

/** Whether the figure lies in the slices asked; an indicator without a dimension that is filtered is left out. */
export function isInSlices(row: FigureRow, indicator: Indicator, filters: NonNullable<Filters['dimensions']>): boolean {
  const codes = new Map(dimensionsOf(indicator, row.slice).map(({ dimension, code }) => [dimension, code]));
  return filters.every((filter) => codes.has(filter.dimension) && filter.codes.includes(codes.get(filter.dimension)!));
}
