import { describe, expect, it } from '@jest/globals';
import { Supergraph } from '@apollo/federation-internals';
import fc from 'fast-check';
import { getNamedType, isObjectType, parse, print, validate, type GraphQLNamedType } from 'graphql';
import { readCostDeclarations } from '../gateway/cost/cost-declarations.ts';
import { createCostEstimator } from '../gateway/cost/cost-estimator.ts';
import type { Estimate } from '../gateway/cost/estimate.ts';
import { LIMITS } from '../gateway/limits.ts';
import { Operations } from './differential/operations/arbitrary.ts';
import { COMBINED_QUERY } from './support/combined-query.ts';
import { SUPERGRAPH, useGraph } from './support/use-graph.ts';

const graph = useGraph();
const schema = Supergraph.build(SUPERGRAPH).apiSchema().toGraphQLJSSchema();
const estimate = createCostEstimator(SUPERGRAPH, schema);

/** Values that find something: the units with the most figures, communes, predecessors and successors. */
const POOLS = {
  code: ['20-20211101', '01-20211101', '79-20250701', '380-20250101', '13669-20250701', '445-20211101'],
  within: ['79-20250701', '20-20211101', null],
  gsoCode: ['20', '417'],
  on: ['2021-11-01', '2023-12-31', '2025-07-01'],
  first: [1, 3, 70, 1_000],
  after: [null],
  search: ['hai', null],
  agency: ['health-coverage', null],
  indicators: ['HC_HI_COVERAGE', 'PC_POPULATION'],
  dimension: ['SEX'],
  codes: ['F', '_T'],
  id: ['UNIT_MEASURE'],
  Date: ['2021-11-01', '2025-07-01'],
  DateTime: ['2100-01-01T00:00:00Z'],
  TimePeriod: ['2023', '2015', null],
};

describe('the estimated cost of operations over this graph', () => {
  it('is never below what they bring: the declared lengths of lists are honest', async () => {
    const operations = new Operations(schema, { pools: POOLS });
    let [compared, objects] = [0, 0];
    await fc.assert(
      fc.asyncProperty(operations, async ({ document, variables }) => {
        const text = print(document);
        const estimated = estimate(document)(variables);
        // Introspection is not data: the size of the schema bounds it.
        if (estimated.cost > LIMITS.cost || /\b__(schema|type)\b/.test(text)) return;
        const { data } = await graph.ask(text, variables);
        if (!data) return;
        const actual = contentOf(data);
        compared += 1;
        objects += actual.cost;
        expect(estimated.cost).toBeGreaterThanOrEqual(actual.cost);
        expect(estimated.values).toBeGreaterThanOrEqual(actual.values);
      }),
      { numRuns: 120, seed: 20261125 },
    );
    expect(compared).toBeGreaterThan(40);
    expect(objects).toBeGreaterThan(1_000);
  }, 120_000);

  it('is made of lengths that no list exceeds', async () => {
    const unit = `code children { code } predecessors(on: "2021-11-01") { kind } successors(on: "2025-07-01") { kind }`;
    const figures = AGENCIES.map(
      (agency) => `${agency} { observations { dimensions { code } } available { periods dimensions { code } } }`,
    ).join(' ');
    const page = (first: number, selected: string, asked: string) =>
      ask(`{ administrativeUnits(first: ${first}, ${asked}) { nodes { ${selected} } } }`);
    const catalogue =
      'agencies { indicators { dimensions { codes { code } } breaks { code } owners { from } levels { code } relations { operands } } }';
    const longest = longestOf([
      await page(63, `${unit} ${figures}`, 'level: PROVINCE, on: "2023-12-31"'),
      await page(34, `${unit} ${figures}`, 'level: PROVINCE, on: "2025-07-01"'),
      await page(705, unit, 'level: DISTRICT, on: "2023-12-31"'),
      await page(700, unit, 'level: COMMUNE, on: "2025-07-01"'),
      await ask(`{ ${catalogue} indicators { code } codeLists { codes { code } } }`),
    ]);
    const { listSizes } = readCostDeclarations(parse(SUPERGRAPH));
    const declared = [...listSizes].filter(([, { assumedSize }]) => assumedSize !== null);
    // Every declared length is tried, and is no more than a few times what there is.
    expect(declared.map(([coordinate]) => coordinate).filter((coordinate) => !longest.has(coordinate))).toEqual([]);
    for (const [coordinate, { assumedSize }] of declared) {
      const found = longest.get(coordinate)!;
      expect({ coordinate, found, isHonest: found <= assumedSize! && assumedSize! <= 5 * Math.max(found, 2) }).toEqual({
        coordinate,
        found,
        isHonest: true,
      });
    }
  }, 60_000);

  it('leaves room for the questions that the graph is made for', () => {
    const figure = 'value timePeriod obsStatus dimensions { code } citation { title }';
    const twelve = AGENCIES.map((agency, place) => {
      const fields = TYPED_FIELDS[place]!.map((field) => `${field}(period: "2023") { ${figure} }`);
      return `${agency} { ${fields.join(' ')} }`;
    });
    const everything = AGENCIES.map((agency) => `${agency} { observations { value citation { title } } }`);
    const most = `{ administrativeUnits(first: 1000) { nodes { name ${twelve.join(' ')} } } }`;
    expect(costOf(most).cost).toBe(1 + 1_000 * (1 + 4 + 12 * 4));
    expect(costOf(COMBINED_QUERY).cost).toBeLessThan(LIMITS.cost / 20);
    expect(
      costOf(`{ administrativeUnits(level: PROVINCE, first: 63) { nodes { ${everything.join(' ')} } } }`).cost,
    ).toBeLessThan(LIMITS.cost / 3);
  });

  it('is refused before any work beyond the limit, with what makes it dear', async () => {
    const before = graph.asked.length;
    const { status, errors } = await graph.ask(
      '{ administrativeUnits(first: 1000) { nodes { populationAndChildren { observations { citation { title } } } } } }',
    );
    expect({ status, errors }).toEqual({
      status: 400,
      errors: [
        {
          message:
            'The query may cost 402,001, more than 200,000: mostly by administrativeUnits > nodes (1000) > populationAndChildren > observations (200) > citation. Ask for fewer items, or for less in each, and send it in parts.',
          extensions: { code: 'COST_LIMIT' },
        },
      ],
    });
    expect(graph.asked.slice(before)).toEqual([]);
  });

  function costOf(query: string): Estimate {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    return estimate(document)({});
  }

  /** The answer, which must be within the limit. */
  async function ask(query: string): Promise<object> {
    const { data, errors } = await graph.ask(query);
    expect(errors).toBeUndefined();
    return data as object;
  }
});

const AGENCIES = ['populationAndChildren', 'labourAndEmployment', 'povertyReduction', 'healthCoverage'];
/** Three of each agency. */
const TYPED_FIELDS = [
  ['population', 'children', 'populationDensity'],
  ['unemploymentRate', 'labourForce', 'workersAbroad'],
  ['povertyRateMultidimensional', 'poorHouseholds', 'povertyRateIncome'],
  ['healthInsuranceCoverage', 'doctors', 'fullImmunization'],
];

/** The length of the longest list of each field in answers without aliases, by `Type.field`. */
function longestOf(answers: readonly object[]): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  const read = (type: GraphQLNamedType, value: object): void => {
    if (!isObjectType(type)) return;
    for (const [name, inner] of Object.entries(value)) {
      const coordinate = `${type.name}.${name}`;
      const items: unknown[] = Array.isArray(inner) ? inner : [inner];
      if (Array.isArray(inner)) longest.set(coordinate, Math.max(longest.get(coordinate) ?? 0, items.length));
      for (const item of items) {
        if (typeof item === 'object' && item) read(getNamedType(type.getFields()[name]!.type), item);
      }
    }
  };
  for (const answer of answers) read(schema.getQueryType()!, answer);
  return longest;
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
