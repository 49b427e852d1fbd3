import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'graphql';
import { healthCoverage } from '../../../health-coverage/subgraph.ts';
import { labourAndEmployment } from '../../../labour-and-employment/subgraph.ts';
import { populationAndChildren } from '../../../population-and-children/subgraph.ts';
import { povertyReduction } from '../../../poverty-reduction/subgraph.ts';
import {
  fileUnusualFigures,
  generatedFetches,
  type GeneratedUnit,
} from '../../../../test/support/generated-fetches.ts';
import { useAnswers } from '../../../../test/support/use-answers.ts';
import { readDeclarations } from '../../declarations.ts';

const FETCHES_PER_AGENCY = 500;

describe.each([healthCoverage, labourAndEmployment, populationAndChildren, povertyReduction])(
  'the compiled reads of $name',
  (subgraph) => {
    const { database, answers, askResolvers, takeStatements, failures } = useAnswers(subgraph);
    const [agency] = readDeclarations(parse(subgraph.sdl)).agencies;
    let units: GeneratedUnit[];
    let periods: Map<string, string[]>;

    beforeAll(async () => {
      await fileUnusualFigures(database, subgraph.databaseSchema);
      const areas = await database.query<GeneratedUnit & { figures: boolean }>(`
        select code, territory_code as "territoryCode", exists (select from ${subgraph.databaseSchema}.observation o
          where o.territory_code = area.territory_code) as figures
        from ${subgraph.databaseSchema}.area order by code`);
      const of = (figures: boolean) =>
        areas.filter((area) => area.figures === figures).map(({ code, territoryCode }) => ({ code, territoryCode }));
      const without = of(false);
      units = [...of(true), ...without.filter((_, place) => place % Math.ceil(without.length / 60) === 0)];
      const found = await database.query<{ indicator: string; periods: string[] }>(
        `select indicator, array_agg(distinct time_period) as periods from ${subgraph.databaseSchema}.observation group by indicator`,
      );
      periods = new Map(found.map((row) => [row.indicator, row.periods]));
    }, 60_000);

    it('answer generated fetches as the resolvers do, to the version of the data and the order of keys', async () => {
      let compiled = 0;
      await fc.assert(
        fc.asyncProperty(generatedFetches(agency!, units, periods), async (fetch) => {
          takeStatements();
          const answer = await answers.ask(fetch);
          // Units that are left to the resolvers send a second statement.
          if (takeStatements()[0]?.includes('current_figure')) compiled++;
          const expected = await askResolvers(fetch);
          expect(JSON.stringify(sortedErrors(answer))).toBe(JSON.stringify(sortedErrors(expected)));
        }),
        { numRuns: FETCHES_PER_AGENCY },
      );
      expect(failures).toEqual([]);
      expect(compiled).toBeGreaterThan(FETCHES_PER_AGENCY * 0.8);
    }, 300_000);
  },
);

/** Errors come in the order in which fields fail, which two executions need not share. */
function sortedErrors({ data, errors, extensions }: any) {
  const texts = errors?.map((error: object) => JSON.stringify(error)).toSorted();
  return { data, errors: texts, extensions };
}
