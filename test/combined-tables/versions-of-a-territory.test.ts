import { beforeAll, describe, expect, it } from '@jest/globals';
import { tablePage } from '../support/combined-table.ts';
import { fileSynthetic } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

/** One territory: the commune was transferred to another district in April 2022. */
const VERSIONS = ['05854-20211101', '05854-20220410'] as const;

describe('a territory that has a figure under several of its versions', () => {
  const graph = useGraph();
  const press = { source: 'synthetic-newspaper', status: 'UNVALIDATED' } as const;
  const filed = (unit: string, period: string, value: number, more: object = {}) => ({
    indicator: 'PR_HOUSEHOLDS',
    unit,
    period,
    value,
    ...more,
  });

  beforeAll(() =>
    fileSynthetic(graph.database, [
      filed(VERSIONS[0], '2023', 1),
      filed(VERSIONS[1], '2023', 2, press),
      filed(VERSIONS[1], '2024', 3),
      filed(VERSIONS[0], '2024', 4, press),
    ]),
  );

  it.each([
    ['2023', 1],
    ['2024', 3],
  ])('has the confirmed one in %s, whichever version it was filed for', async (period, value) => {
    for (const boundaries of [null, { kind: 'ON_DATE', on: '2025-06-30' } as const]) {
      const { rows } = await tablePage(graph, {
        units: { codes: [VERSIONS[1]] },
        columns: [{ figure: { indicator: 'PR_HOUSEHOLDS', period } }],
        boundaries,
      });
      expect(rows[0]!.cells[0]).toMatchObject({ value, obsStatus: 'NORMAL' });
    }
  });
});
