import type { Declarations, Dimension, Indicator } from '../../kit/declarations.ts';
import { badInput } from '../../kit/errors.ts';
import { sliceKey, TOTAL } from '../../kit/slice.ts';
import { parseTimePeriod, type TimePeriod } from '../../kit/time-period.ts';
import type { DimensionCodes, FigureInput } from './input.ts';

/** Which period of a series is meant. */
export type PeriodAsked =
  | { readonly kind: 'exact'; readonly period: TimePeriod }
  | { readonly kind: 'latest'; readonly upTo: TimePeriod | null };

/** A series as a column asks for it. */
export interface Series {
  readonly indicator: Indicator;
  /** Keys of the slices; several are added up. */
  readonly slices: readonly string[];
  /** Whether the slices added up are the whole, or a lower bound of it. */
  readonly isOpenEnded: boolean;
  readonly asked: PeriodAsked;
  readonly derive: 'IF_MISSING' | 'NEVER' | 'ALWAYS';
}

const MOST_SLICES = 100;

/** What a figure's input means; an unknown code says which there are. */
export function readSeries(input: FigureInput, declarations: Declarations): Series {
  const indicator = indicatorNamed(input.indicator, declarations);
  const { slices, isOpenEnded } = readSlices(indicator, input.dimensions ?? []);
  return { indicator, slices, isOpenEnded, asked: readPeriod(input), derive: input.derive ?? 'IF_MISSING' };
}

export function indicatorNamed(code: string, { agencies }: Declarations): Indicator {
  const all = agencies.flatMap(({ indicators }) => indicators);
  const found = all.find((indicator) => indicator.code === code);
  if (found) return found;
  const sameAgency = all.filter((indicator) => indicator.code.split('_')[0] === code.split('_')[0]);
  const near = (sameAgency.length > 0 ? sameAgency : all).map((indicator) => indicator.code);
  throw badInput(
    `There is no indicator "${code}". There are: ${near.slice(0, 40).join(', ')}${near.length > 40 ? ' ...' : ''}. See indicators(search:).`,
  );
}

function readPeriod({ period, upTo }: FigureInput): PeriodAsked {
  if (period != null && upTo != null) throw badInput('Send "period" or "upTo", not both.');
  if (period != null) return { kind: 'exact', period: parseTimePeriod(period)! };
  return { kind: 'latest', upTo: upTo == null ? null : parseTimePeriod(upTo)! };
}

export function readSlices(
  indicator: Indicator,
  asked: readonly DimensionCodes[],
): { slices: readonly string[]; isOpenEnded: boolean } {
  const codesOf = new Map<string, readonly string[]>();
  for (const { dimension: id, codes } of asked) {
    const dimension = indicator.dimensions.find((one) => one.id === id);
    if (!dimension) {
      const known = indicator.dimensions.map((one) => one.id).join(', ') || 'none';
      throw badInput(`${indicator.code} has no dimension "${id}". It has: ${known}.`);
    }
    if (codesOf.has(id)) throw badInput(`Dimension "${id}" of ${indicator.code} is given twice.`);
    codesOf.set(id, checkedCodes(indicator, dimension, codes));
  }
  const lists = indicator.dimensions.map(({ id }) => codesOf.get(id) ?? [TOTAL]);
  const count = lists.reduce((product, codes) => product * codes.length, 1);
  if (count > MOST_SLICES)
    throw badInput(`${indicator.code}: ${count} slices are asked; at most ${MOST_SLICES} are added up.`);
  const combinations = lists.reduce<Record<string, string>[]>(
    (slices, codes, place) =>
      slices.flatMap((slice) => codes.map((code) => ({ ...slice, [indicator.dimensions[place]!.id]: code }))),
    [{}],
  );
  const isOpenEnded = indicator.dimensions.some(({ role }, place) => role === 'partial' && lists[place]!.length > 1);
  return { slices: combinations.map(sliceKey), isOpenEnded };
}

function checkedCodes(
  indicator: Indicator,
  { id, codes: known, role, unions = [] }: Dimension,
  codes: readonly string[],
): readonly string[] {
  const distinct = [...new Set(codes)];
  const unknown = distinct.filter((code) => code !== TOTAL && !known.includes(code));
  if (distinct.length === 0 || unknown.length > 0)
    throw badInput(
      `Dimension "${id}" of ${indicator.code} has ${unknown.length > 0 ? `no code ${unknown.map((code) => `"${code}"`).join(', ')}` : 'no codes given'}. It has: ${known.join(', ')}.`,
    );
  if (distinct.length > 1 && role === 'required')
    throw badInput(`Codes of "${id}" (${distinct.join(', ')}) do not add up: ask a column for each.`);
  if (distinct.length > 1 && distinct.includes(TOTAL))
    throw badInput(`"${TOTAL}" of "${id}" is the whole: it is not added to parts of it.`);
  const union = unions.find(
    ({ code, contains }) => distinct.includes(code) && contains.some((part) => distinct.includes(part)),
  );
  if (union !== undefined)
    throw badInput(
      `"${union.code}" of "${id}" counts ${union.contains.join(' and ')} together: it is not added to them. Ask a column for each.`,
    );
  return distinct;
}

/** How a series is named in formulas: `PC_CHILDREN[AGE=Y_LT6]`. */
export function seriesName(indicator: Indicator, slice: string): string {
  return slice === '' ? indicator.code : `${indicator.code}[${slice}]`;
}
