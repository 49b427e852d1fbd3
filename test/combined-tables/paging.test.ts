import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CombinedTableInput, TableOrderInput } from '../../subgraphs/custom-views/table/input.ts';
import { askForTable, tablePage, wholeTable } from '../support/combined-table.ts';
import { fileSynthetic, type SyntheticFigure } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

const REFUSED = {
  extensions: { code: 'BAD_USER_INPUT' },
  message: expect.stringContaining('Begin again without "after", or send "asOf"'),
};
const input = (order: readonly TableOrderInput[] = [], more: Partial<CombinedTableInput> = {}): CombinedTableInput => ({
  units: { level: 'COMMUNE', within: '40-20211101', on: '2025-07-01' },
  columns: [
    { id: 'households', figure: { indicator: 'PR_HOUSEHOLDS', period: '2025' } },
    {
      id: 'children',
      figure: { indicator: 'PC_CHILDREN', dimensions: [{ dimension: 'AGE', codes: ['Y_LT6'] }], period: '2025' },
    },
  ],
  order,
  ...more,
});

describe('the pages of a table', () => {
  const graph = useGraph();

  beforeAll(async () => {
    const communes = await graph.database.query<{ code: string }>(
      `select code from administrative_units.unit where level = 'COMMUNE' and parent_code = '40-20211101' and valid_to is null order by code`,
    );
    // Few values, so that many are equal; some bounds, some without a figure.
    const figures = communes.flatMap(({ code }, place): SyntheticFigure[] => [
      ...(place % 7 === 3 ? [] : [householdsOf(code, place)]),
      ...(place % 5 === 1
        ? []
        : [{ indicator: 'PC_CHILDREN', slice: 'AGE=Y_LT6', unit: code, period: '2025', value: place % 3 }]),
    ]);
    await fileSynthetic(graph.database, figures);
  });

  it('lose and repeat nothing and agree with the whole, in any order and size, with and without conditions', async () => {
    const order = fc.uniqueArray(
      fc.record({
        column: fc.constantFrom('households', 'children'),
        direction: fc.constantFrom('ASCENDING' as const, 'DESCENDING' as const),
      }),
      { selector: ({ column }) => column, maxLength: 2 },
    );
    const conditions = fc.constantFrom([], [{ column: 'households', operator: 'GE' as const, value: 6 }]);
    await fc.assert(
      fc.asyncProperty(order, conditions, fc.integer({ min: 17, max: 90 }), async (columns, holding, first) => {
        const asked = input(columns, { conditions: holding, rankAnyway: true });
        const whole = await tablePage(graph, asked);
        const paged = await wholeTable(graph, asked, first);
        expect(paged.rows.map(({ code, rank }) => [code, rank])).toEqual(
          whole.rows.map(({ code, rank }) => [code, rank]),
        );
        expect(paged.rows).toHaveLength(whole.totalCount);
        expect(new Set(paged.rows.map(({ code }) => code)).size).toBe(whole.totalCount);
        const all = 130;
        expect(holding.length > 0 ? whole.totalCount + whole.undecidedCount < all : whole.totalCount === all).toBe(
          true,
        );
      }),
      { numRuns: 8 },
    );
  });

  it('cite with each page the sources of its own rows, and count coverage and warnings over all rows', async () => {
    const whole = await tablePage(graph, input());
    const page = await tablePage(graph, input(), 10);
    expect(page.rows).toEqual(whole.rows.slice(0, 10));
    expect(page.coverage).toEqual(whole.coverage);
    expect(page.warnings).toEqual(whole.warnings);
    const numbers = new Set(page.rows.flatMap(({ cells }) => cells.flatMap(({ citations }) => citations)));
    expect(page.citations.map(({ number }) => number)).toEqual(expect.arrayContaining([...numbers]));
  });

  it('of hundreds of rows, which are read in detail for themselves alone, warn of all rows too', async () => {
    const [{ codes }] = (await graph.database.query<{ codes: string[] }>(
      `select array_agg(unit.code order by unit.code) as codes from administrative_units.unit
       join administrative_units.unit district on district.code = unit.parent_code
       where district.parent_code = '38-20211101' and unit.valid_to = '2025-07-01'`,
    )) as [{ codes: string[] }];
    const sources = ['synthetic-figures-of-a-test', 'synthetic-newspaper'];
    await fileSynthetic(
      graph.database,
      codes.map((unit, place) => ({
        indicator: 'LE_WORKERS_ADMIN',
        unit,
        period: '2025-S1',
        value: 1,
        source: sources[Number(place > 400)]!,
      })),
    );
    const asked: CombinedTableInput = { units: { codes }, columns: [{ figure: { indicator: 'LE_WORKERS_ADMIN' } }] };
    const [page, whole] = [await tablePage(graph, asked, 10), await tablePage(graph, asked)];
    expect(whole.rows.length).toBeGreaterThan(500);
    expect(page.rows).toEqual(whole.rows.slice(0, 10));
    expect(page.warnings).toEqual(whole.warnings);
    expect(page.coverage).toEqual(whole.coverage);
    expect(page.warnings.map(({ code, text }) => [code, text])).toEqual([
      ['DIFFERENT_SOURCES', expect.stringContaining(sources.join(', '))],
    ]);
  });

  it('end with one that has no next; beyond it there is an empty one', async () => {
    const whole = await tablePage(graph, input());
    expect(whole.pageInfo.hasNextPage).toBe(false);
    const beyond = await tablePage(graph, input(), 10, whole.pageInfo.endCursor);
    expect(beyond).toMatchObject({ rows: [], totalCount: 130, pageInfo: { hasNextPage: false, endCursor: null } });
  });

  it('are of one input: the cursor of another is refused', async () => {
    const { pageInfo } = await tablePage(graph, input(), 10);
    const { data, errors } = await askForTable(graph, input([{ column: 'children' }]), 10, pageInfo.endCursor);
    expect([data, errors]).toMatchObject([null, [REFUSED]]);
  });

  it('are of one state of the data: after a change the next is refused, unless an instant was asked', async () => {
    const [{ now }] = (await graph.database.query<{ now: string }>(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
    )) as [{ now: string }];
    const order = [{ column: 'households' }];
    const before = await tablePage(graph, input(order), 10);
    const [asOf, wholeAsOf] = [input(order, { asOf: now }), await tablePage(graph, input(order, { asOf: now }))];
    const firstAsOf = await tablePage(graph, asOf, 10);
    const last = wholeAsOf.rows.findLast(({ cells }) => cells[0]!.value !== null)!;
    await fileSynthetic(graph.database, [
      { indicator: 'PR_HOUSEHOLDS', unit: last.code, period: '2025', value: 1_000, revision: 2 },
    ]);
    const { data, errors } = await askForTable(graph, input(order), 10, before.pageInfo.endCursor);
    expect([data, errors]).toMatchObject([null, [REFUSED]]);
    expect((await tablePage(graph, input(order), 1)).rows[0]).toMatchObject({ code: last.code, rank: { from: 1 } });
    const rest = await tablePage(graph, asOf, 1_000, firstAsOf.pageInfo.endCursor);
    expect([...firstAsOf.rows, ...rest.rows]).toEqual(wholeAsOf.rows);
  });
});

function householdsOf(unit: string, place: number): SyntheticFigure {
  const figure = { indicator: 'PR_HOUSEHOLDS', unit, period: '2025' };
  if (place % 11 === 5) return { ...figure, low: place % 10, qualifier: 'GE' };
  if (place % 11 === 6) return { ...figure, low: place % 10, high: (place % 10) + 3, qualifier: 'RANGE' };
  return { ...figure, value: place % 10 };
}
