import { beforeAll, describe, expect, it } from '@jest/globals';
import { Supergraph } from '@apollo/federation-internals';
import fc from 'fast-check';
import { getNamedType, GraphQLSchema, parse, print, type DocumentNode } from 'graphql';
import { createCostEstimator } from '../schema/cost/cost-estimator.ts';
import type { Estimate } from '../schema/cost/estimate.ts';
import { LIMITS } from '../gateway/limits.ts';
import type { CombinedTableInput } from '../subgraphs/custom-views/table/input.ts';
import { Operations } from './differential/operations/arbitrary.ts';
import { along, pathsIn, selectionOf, type Path } from './support/paths-in-type.ts';
import { SUPERGRAPH } from './support/use-graph.ts';
import { useViewsGraph } from './support/use-views-graph.ts';

const schema = Supergraph.build(SUPERGRAPH).apiSchema().toGraphQLJSSchema();
const estimate = createCostEstimator(SUPERGRAPH, schema);

/** Each mutation waits for every gateway; what they answer with is asked by queries too. */
const queries = new GraphQLSchema({ ...schema.toConfig(), mutation: null });

const TODAY = '2025-07-01';
const weighted = (indicator: string) => ({ figure: { indicator }, weight: { indicator: 'PC_POPULATION' } });
/** Ranks, bounds, absences, conversions and press figures. */
const TABLES: readonly CombinedTableInput[] = [
  {
    units: { level: 'PROVINCE', on: '2023-12-31' },
    columns: Array.from({ length: 50 }, (_, place) => ({
      figure: { indicator: place % 2 === 0 ? 'HC_HI_COVERAGE' : 'LE_WORKERS_ABROAD' },
    })),
    order: [{ column: 'c1' }],
    rankAnyway: true,
  },
  {
    units: { level: 'PROVINCE', on: TODAY },
    columns: [weighted('HC_HI_COVERAGE'), weighted('PC_POPULATION')],
    boundaries: { kind: 'TWO_DATES', on: '2021-11-01', and: TODAY },
  },
  {
    units: { codes: ['417-20211101', '20-20211101', '13669-20250701', '25-20250701'] },
    columns: [
      {
        figure: {
          indicator: 'PC_CHILDREN_PARENTS_AWAY',
          dimensions: [{ dimension: 'PARENT_WORKPLACE', codes: ['IN_PROVINCE', 'OUTSIDE_PROVINCE'] }],
        },
      },
      { figure: { indicator: 'HC_HI_COVERAGE' } },
    ],
    conditions: [{ column: 'c2', operator: 'GT', value: 90 }],
  },
];

/** Types that are asked by themselves. */
const ELSEWHERE = ['AdministrativeUnit', 'SavedView', 'FrozenView'];

describe('the estimated cost of operations over this graph', () => {
  const graph = useViewsGraph();
  /** Values that find something: units with the most figures, communes, predecessors and successors, a view that is saved below. */
  const pools: Record<string, readonly unknown[]> = {
    code: ['20-20211101', '01-20211101', '79-20250701', '380-20250101', '13669-20250701', '445-20211101'],
    within: ['79-20250701', '20-20211101', null],
    gsoCode: ['20', '417'],
    on: ['2021-11-01', '2023-12-31', TODAY],
    first: [1, 3, 70, 1_000],
    skip: [0, 1],
    after: [null],
    search: ['hai', null],
    agency: ['health-coverage', null],
    agencies: ['health-coverage', 'population-and-children'],
    indicators: ['HC_HI_COVERAGE', 'PC_POPULATION'],
    dimension: ['SEX'],
    codes: ['F', '_T'],
    Date: ['2021-11-01', TODAY],
    DateTime: ['2100-01-01T00:00:00Z'],
    TimePeriod: ['2023', '2015', null],
    CombinedTableInput: TABLES,
    SaveViewInput: TABLES.map((table) => ({ title: 'Bảng', table })),
    unit: ['417-20211101', '20-20211101', '25-20250701'],
    units: ['01-20211101', '20-20211101'],
    column: ['c1', 'c2'],
    rules: ['RATIO_OF_PARTS', 'PART_WITHIN_WHOLE', 'SERIES_JUMP'],
    since: ['2026-01-01T00:00:00Z'],
    until: [null],
    document: [null],
    signature: [null],
  };

  beforeAll(async () => {
    const save = 'mutation ($input: SaveViewInput!) { saveView(input: $input) { id } }';
    const { id } = (await graph.ask(save, { input: pools['SaveViewInput']![0] })).data.saveView;
    const freeze = 'mutation ($view: ID!) { freezeView(view: $view) { hash } }';
    const { hash } = (await graph.ask(freeze, { view: id })).data.freezeView;
    Object.assign(pools, { id: [id, 'UNIT_MEASURE'], view: [id], hash: [hash] });
  });

  it('is never below what they bring', async () => {
    const operations = new Operations(queries, { pools, fields: 30 });
    const asked = { compared: 0, objects: 0 };
    await fc.assert(
      fc.asyncProperty(operations, async ({ document, variables }) => {
        const text = print(document);
        // Introspection is not data: the size of the schema bounds it.
        if (estimate(document)(variables).cost > LIMITS.cost || /\b__(schema|type)\b/.test(text)) return;
        const { data } = await graph.ask(text, variables);
        if (!data) return;
        asked.compared += 1;
        asked.objects += expectWithinEstimate(document, variables, data);
      }),
      { numRuns: 200, seed: 20261125 },
    );
    expect(asked.compared).toBeGreaterThan(40);
    expect(asked.objects).toBeGreaterThan(1_000);
  }, 120_000);

  it.each([
    ...TABLES.map((_table, place) => ['combinedTable(input: $table, first: 70)', place] as const),
    ['explain(input: $table, unit: "417-20211101", column: "c1")', 2],
    ['explain(input: $table, unit: "25-20250701", column: "c1")', 1],
    ['findings(first: 1000, severities: [CONTRADICTION, QUESTION, NOTE])', 0],
    ['view(id: $view)', 0],
    ['frozenView(hash: $hash)', 0],
    ['verifyView(hash: $hash)', 0],
    ['changesSince(view: $view, since: "2026-01-01T00:00:00Z")', 0],
  ] as const)('nor below what any field of %s brings by itself (table %i)', async (field, place) => {
    const name = field.split('(')[0]!;
    const paths = pathsIn(getNamedType(schema.getQueryType()!.getFields()[name]!.type), ELSEWHERE);
    const declared = ['$table: CombinedTableInput!', '$view: ID!', '$hash: ID!'].filter((one) =>
      field.includes(one.split(':')[0]!),
    );
    const asking = (chosen: readonly Path[]) =>
      parse(
        `query ${declared.length > 0 ? `(${declared.join(' ')})` : ''} { ${field} { ${chosen.map(selectionOf).join(' ')} } }`,
      );
    const variables = { table: TABLES[place], view: pools['view']![0], hash: pools['hash']![0] };
    const { data, errors } = await graph.ask(print(asking(paths)), variables);
    expect(errors).toBeUndefined();
    for (const path of paths) expectWithinEstimate(asking([path]), variables, along([name, ...path], data));
  });
});

/** The objects of an answer, which must be no more than were estimated, nor its values. */
function expectWithinEstimate(document: DocumentNode, variables: Record<string, unknown>, data: object): number {
  const [estimated, actual] = [estimate(document)(variables), contentOf(data)];
  expect(estimated.cost).toBeGreaterThanOrEqual(actual.cost);
  expect(estimated.values).toBeGreaterThanOrEqual(actual.values);
  return actual.cost;
}

/** Objects and values of an answer, the outermost object aside. */
function contentOf(data: unknown): Estimate {
  const content = { cost: -1, values: -1 };
  const count = (value: unknown) => {
    content.values += 1;
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) content.cost += 1;
    for (const inner of Object.values(value)) count(inner);
  };
  count(data);
  return content;
}
