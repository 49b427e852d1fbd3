import type { GraphQLFieldResolver } from 'graphql';
import type { CodeList } from '../code-lists.ts';
import type { Agency, Indicator } from '../declarations.ts';
import { sliceKey, TOTAL } from '../slice.ts';
import { toAbsence } from './absence.ts';
import { checkDimensions, declaredOf, indicatorOf, isInSlices, rangeOf, sliceAsked, type Filters } from './filters.ts';
import { dimensionValues, toObservation } from './observation.ts';
import { preferred } from './preference.ts';
import type { FigureKey, FigureQuestion } from './find.ts';
import type { FigureContext } from './context.ts';

/** The unit whose figures are asked, as the gateway hands it over. */
interface Unit {
  readonly code: string;
  readonly territoryCode: string;
}

/** The question that leaves nothing out. */
export const EVERYTHING: FigureQuestion = {
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
      const kept = declaredOf(agency, answer.figures).filter((row) =>
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
    const groups = Map.groupBy(declaredOf(agency, answer.figures), (row) => `${row.indicator} ${row.slice}`);
    return [...groups.values()].map((rows) => ({
      indicator: rows[0]!.indicator,
      dimensions: dimensionValues(indicatorOf(agency, rows[0]!.indicator), rows[0]!.slice, codeLists),
      periods: [...new Set(rows.map((row) => row.time_period))],
      count: rows.length,
    }));
  };
}
