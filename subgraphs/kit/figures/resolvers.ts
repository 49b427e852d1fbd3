import type { GraphQLFieldResolver } from 'graphql';
import { badInput } from '../errors.ts';
import type { CodeList } from '../code-lists.ts';
import type { Agency, Indicator } from '../declarations.ts';
import { sliceKey, dimensionsOf, TOTAL } from '../slice.ts';
import { parseTimePeriod } from '../time-period.ts';
import { toAbsence } from './absence.ts';
import { dimensionValues, toObservation } from './observation.ts';
import { preferred } from './preference.ts';
import type { FigureKey, FigureQuestion, FigureRow } from './find.ts';
import type { FigureContext } from './context.ts';

/** The unit whose figures are asked, as the gateway hands it over. */
interface Unit {
  readonly code: string;
  readonly territoryCode: string;
}

interface Filters {
  readonly indicators?: readonly string[] | null;
  readonly dimensions?: readonly { readonly dimension: string; readonly codes: readonly string[] }[] | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly asOf?: string | null;
}

const EVERYTHING: FigureQuestion = {
  indicator: null,
  slice: null,
  period: null,
  latest: false,
  from: null,
  to: null,
  asOf: null,
};

type Resolver = GraphQLFieldResolver<Unit, FigureContext>;

/** The resolvers of an agency's type: one for each indicator that it declares, `observations` and `available`. */
export function figureResolvers(agency: Agency, codeLists: ReadonlyMap<string, CodeList>): Record<string, Resolver> {
  const fields = agency.indicators.map((indicator) => [indicator.field, typedField(indicator, codeLists)] as const);
  return {
    ...Object.fromEntries(fields),
    observations: observations(agency, codeLists),
    available: available(agency, codeLists),
  };
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

function typedField(indicator: Indicator, codeLists: ReadonlyMap<string, CodeList>): Resolver {
  return async (unit, args, { figures }) => {
    const codes = indicator.dimensions.map(
      ({ id, argument }) => [id, (args[argument] as string | null) ?? TOTAL] as const,
    );
    const chosen = indicator.dimensions.every(({ argument }) => args[argument] != null);
    const key: FigureKey = {
      unit: unit.code,
      territory: unit.territoryCode,
      question: {
        ...EVERYTHING,
        indicator: indicator.code,
        slice: sliceKey(Object.fromEntries(codes)),
        period: args['period'] ?? null,
        latest: args['period'] == null,
        asOf: args['asOf'] ?? null,
      },
    };
    const answer = await figures.load(key);
    if (answer.figures.length === 0) return toAbsence(key, answer, indicator, codeLists, chosen);
    const { best, others } = preferred(answer.figures);
    return toObservation(best, indicator, codeLists, others);
  };
}

function observations(agency: Agency, codeLists: ReadonlyMap<string, CodeList>): Resolver {
  return async (unit, args: Filters, { figures }) => {
    const named = args.indicators && [...new Set(args.indicators)].map((code) => indicatorOf(agency, code));
    checkDimensions(named ?? agency.indicators, args.dimensions ?? []);
    const question = { ...EVERYTHING, ...rangeOf(args), asOf: args.asOf ?? null };
    const keys = (named?.map((indicator) => indicator.code) ?? [null]).map((indicator) => ({
      unit: unit.code,
      territory: unit.territoryCode,
      question: { ...question, indicator },
    }));
    const answers = await figures.loadMany(keys);
    return answers.flatMap((answer, place): unknown[] => {
      if (answer instanceof Error) throw answer;
      const kept = answer.figures.filter((row) =>
        isInSlices(row, indicatorOf(agency, row.indicator), args.dimensions ?? []),
      );
      if (kept.length === 0 && named)
        return [
          toAbsence(
            keys[place]!,
            answer,
            named[place]!,
            codeLists,
            true,
            sliceAsked(named[place]!, args.dimensions ?? []),
          ),
        ];
      return kept.map((row) => toObservation(row, indicatorOf(agency, row.indicator), codeLists));
    });
  };
}

function available(agency: Agency, codeLists: ReadonlyMap<string, CodeList>): Resolver {
  return async (unit, _args, { figures }) => {
    const answer = await figures.load({ unit: unit.code, territory: unit.territoryCode, question: EVERYTHING });
    const groups = Map.groupBy(answer.figures, (row) => `${row.indicator} ${row.slice}`);
    return [...groups.values()].map((rows) => ({
      indicator: rows[0]!.indicator,
      dimensions: dimensionValues(indicatorOf(agency, rows[0]!.indicator), rows[0]!.slice, codeLists),
      periods: [...new Set(rows.map((row) => row.time_period))],
      count: rows.length,
    }));
  };
}

/** The days of a range of periods; refused when it ends before it begins. */
export function rangeOf({ from, to }: Pick<Filters, 'from' | 'to'>): { from: string | null; to: string | null } {
  const first = from == null ? null : parseTimePeriod(from)!.start;
  const end = to == null ? null : parseTimePeriod(to)!.end;
  if (first && end && end <= first) throw badInput(`"to" (${to}) must not end before "from" (${from}) begins.`);
  return { from: first, to: end };
}

/** The slice that filters name by one code for each dimension of the indicator; null where they leave several. */
function sliceAsked(indicator: Indicator, filters: NonNullable<Filters['dimensions']>): string | null {
  const codes = indicator.dimensions.map(({ id }) => filters.find((filter) => filter.dimension === id)?.codes ?? []);
  if (codes.some((asked) => asked.length !== 1)) return null;
  return sliceKey(Object.fromEntries(indicator.dimensions.map(({ id }, place) => [id, codes[place]![0]!])));
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
