import { describe, expect, it } from '@jest/globals';
import { Supergraph } from '@apollo/federation-internals';
import { parse, validate } from 'graphql';
import { createCostEstimator } from '../schema/cost/cost-estimator.ts';
import type { Estimate } from '../schema/cost/estimate.ts';
import { LIMITS } from '../gateway/limits.ts';
import { COMBINED_QUERY } from './support/combined-query.ts';
import { SUPERGRAPH, useGraph } from './support/use-graph.ts';

const graph = useGraph();
const schema = Supergraph.build(SUPERGRAPH).apiSchema().toGraphQLJSSchema();
const estimate = createCostEstimator(SUPERGRAPH, schema);

describe('the estimated cost of operations over this graph', () => {
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
    const rows = 'code rank { from to } cells { value obsStatus reasonCode citations }';
    const table = `columns { name } rows { ${rows} } warnings { text } citations { number citation { title } }`;
    expect(
      costOf(`{ combinedTable(input: { units: { level: COMMUNE }, columns: [] }, first: 1000) { ${table} } }`).cost,
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
});

const AGENCIES = ['populationAndChildren', 'labourAndEmployment', 'povertyReduction', 'healthCoverage'];
/** Three of each agency. */
const TYPED_FIELDS = [
  ['population', 'children', 'populationDensity'],
  ['unemploymentRate', 'labourForce', 'workersAbroad'],
  ['povertyRateMultidimensional', 'poorHouseholds', 'povertyRateIncome'],
  ['healthInsuranceCoverage', 'doctors', 'fullImmunization'],
];
