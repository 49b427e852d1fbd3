import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'graphql';
import { healthCoverage } from '../../../health-coverage/subgraph.ts';
import { labourAndEmployment } from '../../../labour-and-employment/subgraph.ts';
import { populationAndChildren } from '../../../population-and-children/subgraph.ts';
import { povertyReduction } from '../../../poverty-reduction/subgraph.ts';
import { generatedColumns } from '../../../../test/support/generated-columns.ts';
import type { GeneratedFrom, GeneratedUnit } from '../../../../test/support/generated-fetches.ts';
import { fileUnusualFigures } from '../../../../test/support/unusual-figures.ts';
import { useAnswers } from '../../../../test/support/use-answers.ts';
import { readDeclarations } from '../../declarations.ts';

/** `COMPILED_RUNS` asks for more, `COMPILED_SEED` for others. */
const DOCUMENTS_PER_AGENCY = Number(process.env['COMPILED_RUNS'] ?? 100);
const SEED = Number(process.env['COMPILED_SEED'] ?? 20_261_126);
/** Part of the compiled statement, and of no other. */
const CELLS = 'json_agg(json_build_array(cell.indicator';

describe.each([healthCoverage, labourAndEmployment, populationAndChildren, povertyReduction])(
  'the compiled bulk reads of $name',
  (subgraph) => {
    const { database, answers, askResolvers, takeStatements, failures } = useAnswers(subgraph);
    const schema = subgraph.databaseSchema;
    const [agency] = readDeclarations(parse(subgraph.sdl)).agencies;
    let from: Omit<GeneratedFrom, 'instants'>;

    beforeAll(async () => {
      // Versions of one territory are among them, and units that have no figure.
      const areas = await database.query<GeneratedUnit & { figures: boolean }>(`
        select code, territory_code as "territoryCode", exists (select from ${schema}.observation o
          where o.territory_code = area.territory_code) as figures
        from ${schema}.area order by code`);
      const without = areas.filter(({ figures }) => !figures);
      const units = [
        ...areas.filter(({ figures }) => figures),
        ...without.filter((_, place) => place % Math.ceil(without.length / 60) === 0),
      ];
      const found = await database.query<{ indicator: string; periods: string[] }>(
        `select indicator, array_agg(distinct time_period) as periods from ${schema}.observation group by indicator`,
      );
      from = { units, periods: new Map(found.map((row) => [row.indicator, row.periods])) };
    }, 60_000);

    const answerAsResolvers = async (documents: number, instants: readonly string[]) => {
      let compiled = 0;
      await fc.assert(
        fc.asyncProperty(generatedColumns(agency!, { ...from, instants }), async (document) => {
          takeStatements();
          const answer = await answers.ask(document);
          const [first, ...others] = takeStatements().filter((statement) => !isOfAreas(statement));
          if (document.forResolvers) expect(first ?? '').not.toContain(CELLS);
          else expect(first).toContain(CELLS);
          if (!document.forResolvers && others.length === 0) compiled++;
          const expected = await askResolvers(document);
          expect(JSON.stringify(sortedErrors(answer))).toBe(JSON.stringify(sortedErrors(expected)));
        }),
        { numRuns: documents, seed: SEED },
      );
      expect(failures).toEqual([]);
      return compiled;
    };

    it('answer generated documents as the resolvers do, by one statement', async () => {
      const compiled = await answerAsResolvers(DOCUMENTS_PER_AGENCY / 2, ['2090-01-01T00:00:00Z']);
      expect(compiled).toBeGreaterThan(DOCUMENTS_PER_AGENCY / 3);
    }, 300_000);

    it('answer them among corrections, other sources, targets, other multipliers, and what GraphQL refuses', async () => {
      await fileUnusualFigures(database, schema);
      const instants = await database.query<{ instant: string }>(`
        select to_char(percentile_disc(part) within group (order by recorded_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as instant
        from ${schema}.observation, unnest('{0, 0.75, 0.9, 1}'::float8[]) part group by part`);
      const compiled = await answerAsResolvers(
        DOCUMENTS_PER_AGENCY,
        instants.map(({ instant }) => instant),
      );
      // What GraphQL refuses is left, and what has changed since `asOf`.
      expect(compiled).toBeGreaterThan(DOCUMENTS_PER_AGENCY / 4);
    }, 300_000);
  },
);

function isOfAreas(statement: string): boolean {
  return statement.includes('json_agg(json_build_array(code, territory_code');
}

/** Errors come in the order in which fields fail, which two executions need not share. */
function sortedErrors({ data, errors, extensions }: any) {
  const texts = errors?.map((error: object) => JSON.stringify(error)).toSorted();
  return { data, errors: texts, extensions };
}
