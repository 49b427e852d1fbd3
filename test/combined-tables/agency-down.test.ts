import { beforeAll, describe, expect, it } from '@jest/globals';
import { overHttp } from '../../gateway/reach/over-http.ts';
import type { CombinedTableInput } from '../../subgraphs/custom-views/table/input.ts';
import { tablePage } from '../support/combined-table.ts';
import { fileSynthetic } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

/** Nobody listens there. */
const down = (...names: readonly string[]) =>
  new Map(names.map((name) => [name, overHttp(name, 'http://127.0.0.1:9/graphql', 500)]));
const UNITS = ['16840-20211101', '16849-20211101', '16861-20211101'];
const CHILDREN = { indicator: 'PC_CHILDREN', dimensions: [{ dimension: 'AGE', codes: ['Y_LT6'] }], period: '2024' };
const INSURED = {
  indicator: 'HC_HI_CARDHOLDERS',
  dimensions: [{ dimension: 'AGE', codes: ['Y_LT6'] }],
  period: '2024',
};
const GONE = { origin: 'MISSING', value: null, valueLow: null, obsStatus: 'MISSING', reasonCode: 'AGENCY_UNAVAILABLE' };

const input = (more: Partial<CombinedTableInput> = {}): CombinedTableInput => ({
  units: { codes: UNITS },
  columns: [
    { id: 'children', figure: CHILDREN },
    { id: 'insured', figure: INSURED },
    { id: 'share', rate: { numerator: INSURED, denominator: CHILDREN, per: 100 } },
  ],
  ...more,
});

describe('a table while one of its agencies does not answer', () => {
  const graph = useGraph({ reach: down('health-coverage') });
  const { asked } = graph;

  beforeAll(() =>
    fileSynthetic(
      graph.database,
      UNITS.map((unit, place) => ({
        indicator: 'PC_CHILDREN',
        slice: 'AGE=Y_LT6',
        unit,
        period: '2024',
        value: 10 + place,
      })),
    ),
  );

  it.each([undefined, { kind: 'ON_DATE', on: '2025-06-30' } as const])(
    'has the columns of the others, and says of its own that they cannot be had, in boundaries %j',
    async (boundaries) => {
      const { rows, warnings, coverage, dataVersions } = await tablePage(graph, input(boundaries && { boundaries }));
      expect(rows.map(({ cells }) => cells[0]!.value)).toEqual([10, 11, 12]);
      for (const { cells } of rows) {
        expect(cells[1]).toMatchObject(GONE);
        expect(cells[1]!.reason).toBe('the agency did not answer');
        expect(cells[2]).toMatchObject({ origin: 'IMPOSSIBLE', value: null, reasonCode: 'NO_NUMERATOR' });
        expect(cells[2]!.reason).toContain('HC_HI_CARDHOLDERS[AGE=Y_LT6]');
      }
      const told = warnings.filter(({ code }) => code === 'AGENCY_UNAVAILABLE').map(({ column }) => column);
      expect(told).toEqual(['insured', 'share', null]);
      expect(coverage[1]).toMatchObject({ have: 0, of: 3, agency: 'health-coverage', nearest: null });
      expect(dataVersions.map(({ subgraph }) => subgraph)).toEqual(['population-and-children']);
    },
  );

  it('asks it once, however much is missing', async () => {
    const before = asked.filter((name) => name === 'health-coverage').length;
    await tablePage(graph, input({ boundaries: { kind: 'ON_DATE', on: '2025-07-01' } }));
    expect(asked.filter((name) => name === 'health-coverage').length - before).toBe(1);
  });

  it('leaves a condition on its column open, and an order by it without ranks', async () => {
    const held = await tablePage(graph, input({ conditions: [{ column: 'insured', operator: 'GE', value: 0 }] }));
    expect(held).toMatchObject({ totalCount: 0, undecidedCount: 3 });
    const ordered = await tablePage(graph, input({ order: [{ column: 'insured' }] }));
    expect(ordered.rows.map(({ rank, unrankedReason }) => [rank, unrankedReason])).toEqual(
      UNITS.map(() => [null, 'AGENCY_UNAVAILABLE']),
    );
  });

  it('does not call a figure missing that may follow from its figures', async () => {
    const { rows, warnings } = await tablePage(graph, {
      units: { codes: ['20-20211101'] },
      columns: [{ figure: { ...CHILDREN, period: null, derive: 'ALWAYS' } }],
    });
    expect(rows[0]!.cells[0]!.value).toBeNull();
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: 'AGENCY_UNAVAILABLE',
        column: null,
        text: 'an agency did not answer: its cells are missing: health-coverage',
      }),
    );
  });

  it('explains its cells as far as they are known', async () => {
    const { data, errors } = await graph.ask(
      `query ($input: CombinedTableInput!) { explain(input: $input, unit: "${UNITS[0]}", column: "share") {
        cell { reasonCode } parts { role cell { value reasonCode } } warnings { code }
      } }`,
      { input: input() },
    );
    expect(errors).toBeUndefined();
    expect(data.explain).toEqual({
      cell: { reasonCode: 'NO_NUMERATOR' },
      parts: [
        { role: 'numerator', cell: { value: null, reasonCode: 'AGENCY_UNAVAILABLE' } },
        { role: 'denominator', cell: { value: 10, reasonCode: null } },
      ],
      warnings: ['AGENCY_UNAVAILABLE', 'INCOMPLETE', 'AGENCY_UNAVAILABLE'].map((code) => ({ code })),
    });
  });
});

describe('a table while the list of units does not answer', () => {
  const graph = useGraph({ reach: down('administrative-units') });

  it('has its rows, with names and codes, and says that the units cannot be had', async () => {
    const { status, data, errors } = await graph.ask(
      `query ($input: CombinedTableInput!) { combinedTable(input: $input) { totalCount rows { code name level unit { name } cells { origin } } } }`,
      {
        input: {
          units: { level: 'PROVINCE', on: '2025-07-01' },
          columns: [{ figure: { indicator: 'PC_AREA_REORG' } }],
        },
      },
    );
    expect(status).toBe(200);
    expect(errors).toEqual([
      {
        message: 'administrative-units could not be reached.',
        path: ['combinedTable', 'rows', 0, 'unit', 'name'],
        extensions: { code: 'SUBGRAPH_UNREACHABLE', agency: 'administrative-units', affected: 34 },
      },
    ]);
    const { rows, totalCount } = data.combinedTable;
    expect([rows.length, totalCount]).toEqual([34, 34]);
    expect(rows[0]).toEqual({
      code: '01-20211101',
      name: 'Hà Nội',
      level: 'PROVINCE',
      unit: null,
      cells: [{ origin: 'REPORTED' }],
    });
  });
});
