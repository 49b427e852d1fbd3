import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CombinedTableInput } from '../../subgraphs/custom-views/table/input.ts';
import { askForTable, tablePage } from '../support/combined-table.ts';
import { fileSynthetic } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

const UNIT = '16861-20211101';
const STANDARD = 'STANDARD=NAT_2022_2025';
/** What is reported is read first; then, since there is no rate, what it follows from. */
const INPUT: CombinedTableInput = {
  units: { codes: [UNIT] },
  columns: [
    { figure: { indicator: 'PR_HOUSEHOLDS', period: '2024' } },
    {
      figure: {
        indicator: 'PR_POOR_RATE',
        dimensions: [{ dimension: 'STANDARD', codes: ['NAT_2022_2025'] }],
        period: '2024',
      },
    },
  ],
};

describe('a table whose figures change while it is read', () => {
  /** How many more requests to the agency find its figures changed. */
  let changes = 0;
  let revision = 1;
  const file = () =>
    fileSynthetic(graph.database, [
      { indicator: 'PR_HOUSEHOLDS', unit: UNIT, period: '2024', value: 100 * revision, revision },
      { indicator: 'PR_POOR_HH', slice: STANDARD, unit: UNIT, period: '2024', value: 10, revision },
    ]);
  let asks = 0;
  const graph = useGraph({
    onAsk: async (name) => {
      if (name !== 'poverty-reduction') return;
      asks += 1;
      // Not before the first step: then nothing has been read.
      if (asks === 1 || changes === 0) return;
      changes -= 1;
      revision += 1;
      await file();
    },
  });

  beforeAll(file);
  beforeEach(() => {
    asks = 0;
  });

  it('is of one state: it is read again', async () => {
    changes = 1;
    const table = await tablePage(graph, INPUT);
    expect(asks).toBeGreaterThan(3);
    expect(table.rows[0]!.cells.map(({ value }) => value)).toEqual([200, 5]);
    const after = await tablePage(graph, INPUT);
    expect(after).toEqual(table);
  });

  it('that never rests is refused with what to do', async () => {
    changes = Infinity;
    const { data, errors } = await askForTable(graph, INPUT);
    changes = 0;
    expect([data, errors]).toMatchObject([
      null,
      [
        {
          extensions: { code: 'FIGURES_CHANGING' },
          message: 'The figures of poverty-reduction are changing while the table is read. Ask again in a moment.',
        },
      ],
    ]);
  });
});
