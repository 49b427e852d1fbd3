import { describe, expect, it } from '@jest/globals';
import { fileSynthetic } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

const QUERY = `query ($input: CombinedTableInput!) { combinedTable(input: $input, first: 1000) {
  totalCount rows { code unit { name kind parent { name } } rank { from } cells { value } }
} }`;

describe('a table of all 3,321 communes', () => {
  const graph = useGraph();
  const { database, asked } = graph;
  const requestsFor = async (input: object) => {
    const before = asked.length;
    const { data, errors } = await graph.ask(QUERY, { input });
    expect(errors).toBeUndefined();
    expect(data.combinedTable).toMatchObject({ totalCount: 3_321 });
    expect(data.combinedTable.rows).toHaveLength(1_000);
    const counts = Map.groupBy(asked.slice(before), (name) => name);
    return Object.fromEntries([...counts].map(([name, requests]) => [name, requests.length]));
  };
  const columns = [
    { figure: { indicator: 'PR_HOUSEHOLDS', period: '2025', derive: 'NEVER' } },
    {
      rate: {
        numerator: { indicator: 'LE_WORKERS_ADMIN', period: '2025' },
        denominator: { indicator: 'PR_HOUSEHOLDS', period: '2025' },
      },
    },
    { figure: { indicator: 'LE_WORKERS_ADMIN' } },
  ];
  const units = { level: 'COMMUNE', on: '2025-07-01' };

  it('is read by one request to each agency, one more for what is told of the rows on the page, and one for their names', async () => {
    const communes = await database.query<{ code: string }>(
      `select code from administrative_units.unit where level = 'COMMUNE' and coalesce(valid_from, '2021-11-01') <= '2025-07-01'
         and coalesce(valid_to, '9999-12-31') > '2025-07-01'`,
    );
    await fileSynthetic(
      database,
      communes.flatMap(({ code }, place) => [
        { indicator: 'PR_HOUSEHOLDS', unit: code, period: '2025', value: 100 + (place % 977) },
        { indicator: 'LE_WORKERS_ADMIN', unit: code, period: '2025', value: place % 311 },
      ]),
    );
    expect(await requestsFor({ units, columns, order: [{ column: 'c2' }] })).toEqual({
      'administrative-units': 1,
      'labour-and-employment': 2,
      'poverty-reduction': 2,
    });
  });

  it('takes a few more where figures are missing, converted or derived, however many they are', async () => {
    const children = { figure: { indicator: 'PC_CHILDREN_PARENTS_AWAY', dimensions: null } };
    const converted = {
      figure: { indicator: 'PR_HOUSEHOLDS', period: '2024' },
      weight: { indicator: 'LE_WORKERS_ADMIN', period: '2025' },
    };
    const counts = await requestsFor({
      units,
      columns: [...columns, children, converted],
      boundaries: { kind: 'ON_DATE', on: '2025-07-01' },
    });
    expect(counts['administrative-units']).toBe(1);
    expect(Math.max(...Object.values(counts))).toBeLessThanOrEqual(8);
  });
});
