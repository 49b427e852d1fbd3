import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'graphql';
import { healthCoverage } from '../../../health-coverage/subgraph.ts';
import { labourAndEmployment } from '../../../labour-and-employment/subgraph.ts';
import { populationAndChildren } from '../../../population-and-children/subgraph.ts';
import { povertyReduction } from '../../../poverty-reduction/subgraph.ts';
import {
  generatedFetches,
  type GeneratedFrom,
  type GeneratedUnit,
} from '../../../../test/support/generated-fetches.ts';
import { fileUnusualFigures } from '../../../../test/support/unusual-figures.ts';
import { useAnswers } from '../../../../test/support/use-answers.ts';
import { readDeclarations } from '../../declarations.ts';

/** `COMPILED_RUNS` asks for more, `COMPILED_SEED` for others. */
const FETCHES_PER_AGENCY = Number(process.env['COMPILED_RUNS'] ?? 200);
const SEED = Number(process.env['COMPILED_SEED'] ?? 20_261_126);

describe.each([healthCoverage, labourAndEmployment, populationAndChildren, povertyReduction])(
  'the compiled reads of $name',
  (subgraph) => {
    const { database, answers, askResolvers, takeStatements, failures } = useAnswers(subgraph);
    const [agency] = readDeclarations(parse(subgraph.sdl)).agencies;
    let from: Omit<GeneratedFrom, 'instants'>;

    beforeAll(async () => {
      const areas = await database.query<GeneratedUnit & { figures: boolean }>(`
        select code, territory_code as "territoryCode", exists (select from ${subgraph.databaseSchema}.observation o
          where o.territory_code = area.territory_code) as figures
        from ${subgraph.databaseSchema}.area order by code`);
      const of = (figures: boolean) =>
        areas.filter((area) => area.figures === figures).map(({ code, territoryCode }) => ({ code, territoryCode }));
      const without = of(false);
      const units = [...of(true), ...without.filter((_, place) => place % Math.ceil(without.length / 60) === 0)];
      const found = await database.query<{ indicator: string; periods: string[] }>(
        `select indicator, array_agg(distinct time_period) as periods from ${subgraph.databaseSchema}.observation group by indicator`,
      );
      from = { units, periods: new Map(found.map((row) => [row.indicator, row.periods])) };
    }, 60_000);

    it('list the figures of 200 units by one statement', async () => {
      const representations = from.units.slice(0, 200).map((unit) => ({ __typename: 'AdministrativeUnit', ...unit }));
      takeStatements();
      const { errors } = await answers.ask({
        query: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on AdministrativeUnit {
          ${agency!.unitField} {
            observations { indicator value obsStatus dimensions { code } }
            since: observations(from: "2023", asOf: "2090-01-01T00:00:00Z") { value reason }
            available { indicator periods }
          } } } }`,
        variables: { representations },
      });
      expect(errors).toBeUndefined();
      expect(takeStatements()).toHaveLength(1);
    });

    it('answer generated fetches as the resolvers do, to the version of the data and the order of keys', async () => {
      await fileUnusualFigures(database, subgraph.databaseSchema);
      const instants = await database.query<{ instant: string }>(`
        select to_char(percentile_disc(part) within group (order by recorded_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as instant
        from ${subgraph.databaseSchema}.observation, unnest('{0, 0.75, 0.9, 1}'::float8[]) part group by part`);
      const fetches = generatedFetches(agency!, { ...from, instants: instants.map(({ instant }) => instant) });
      await fc.assert(
        fc.asyncProperty(fetches, async (fetch) => {
          takeStatements();
          const answer = await answers.ask(fetch);
          const [first] = takeStatements();
          // Single units that are left to the resolvers send a second statement.
          expect(first === undefined || isOfResolvers(first)).toBe(fetch.forResolvers);
          const expected = await askResolvers(fetch);
          expect(JSON.stringify(sortedErrors(answer))).toBe(JSON.stringify(sortedErrors(expected)));
        }),
        { numRuns: FETCHES_PER_AGENCY, seed: SEED },
      );
      expect(failures).toEqual([]);
    }, 300_000);
  },
);

function isOfResolvers(statement: string): boolean {
  return statement.includes('with question as');
}

/** Errors come in the order in which fields fail, which two executions need not share. */
function sortedErrors({ data, errors, extensions }: any) {
  const texts = errors?.map((error: object) => JSON.stringify(error)).toSorted();
  return { data, errors: texts, extensions };
}
