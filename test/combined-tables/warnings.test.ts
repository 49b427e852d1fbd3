import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CombinedTableInput } from '../../subgraphs/custom-views/table/input.ts';
import { tablePage } from '../support/combined-table.ts';
import { fileSynthetic, type SyntheticFigure } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

/** Three communes that became one in July 2025. */
const UNITS = ['16840-20211101', '16849-20211101', '16861-20211101'];
const MERGED = '16849-20250701';
const filed = (indicator: string, place: number, figure: Partial<SyntheticFigure>): SyntheticFigure => ({
  indicator,
  unit: UNITS[place]!,
  period: '2024',
  ...figure,
});
const HOUSEHOLDS = { id: 'households', figure: { indicator: 'PR_HOUSEHOLDS' } };
const WORKERS = { id: 'workers', figure: { indicator: 'LE_WORKERS_ADMIN', period: '2024' } };

describe('the warnings of a table', () => {
  const graph = useGraph();
  const ask = async (more: Partial<CombinedTableInput>) => {
    const table = await tablePage(graph, { units: { codes: UNITS }, columns: [HOUSEHOLDS, WORKERS], ...more });
    return { ...table, told: table.warnings.map(({ code, column }) => `${column} ${code}`) };
  };

  beforeAll(() =>
    fileSynthetic(graph.database, [
      filed('PR_HOUSEHOLDS', 0, { value: 500 }),
      filed('PR_HOUSEHOLDS', 1, { value: 600 }),
      // The third is a year older than the others.
      filed('PR_HOUSEHOLDS', 2, { value: 700, period: '2023' }),
      filed('LE_WORKERS_ADMIN', 0, { value: 500, qualifier: 'APPROX' }),
      filed('LE_WORKERS_ADMIN', 1, { value: 300 }),
      filed('LE_WORKERS_ADMIN', 2, { value: 100 }),
    ]),
  );

  it('are of the rows that it shows: what conditions leave out does not refuse a rank', async () => {
    const order = [{ column: 'households' }];
    expect(await ask({ order })).toMatchObject({
      rankRefused: true,
      told: expect.arrayContaining(['households UNLIKE_PERIODS']),
    });
    const kept = await ask({ order, conditions: [{ column: 'workers', operator: 'GE', value: 200 }] });
    expect(kept).toMatchObject({ rankRefused: false, totalCount: 2 });
    expect(kept.told).not.toContain('households UNLIKE_PERIODS');
    expect(kept.rows.map(({ rank }) => rank!.from)).toEqual([1, 2]);
  });

  it('are of all units in a column by which conditions choose, and refuse nothing there', async () => {
    const chosen = await ask({
      order: [{ column: 'workers' }],
      conditions: [{ column: 'households', operator: 'LT', value: 650 }],
    });
    expect(chosen).toMatchObject({ rankRefused: false, totalCount: 2 });
    expect(chosen.warnings).toContainEqual(
      expect.objectContaining({ code: 'UNLIKE_PERIODS', column: 'households', refusesRank: false }),
    );
  });

  it('refuse a rank by whichever column of the order has unlike figures', async () => {
    expect(await ask({ order: [{ column: 'workers' }] })).toMatchObject({ rankRefused: false });
    expect(await ask({ order: [{ column: 'workers' }, { column: 'households' }] })).toMatchObject({
      rankRefused: true,
    });
  });

  it('say that a rate is of unlike periods, and refuse to rank rates that differ in that', async () => {
    const rate = (denominator: object) => ({
      id: 'rate',
      rate: { numerator: WORKERS.figure, denominator: { indicator: 'PR_HOUSEHOLDS', ...denominator } },
    });
    const order = [{ column: 'rate' }];
    const alike = await ask({ columns: [rate({})], order });
    expect(alike.told).toEqual(expect.arrayContaining(['rate INCOMPLETE']));
    expect(alike.told).not.toContain('rate RATE_OF_UNLIKE_PERIODS');
    const unlike = await ask({ columns: [rate({ upTo: '2024' })], order });
    expect(unlike).toMatchObject({ rankRefused: true });
    expect(unlike.warnings).toContainEqual(
      expect.objectContaining({
        code: 'RATE_OF_UNLIKE_PERIODS',
        column: 'rate',
        units: [UNITS[2]],
        text: 'numerator and denominator are of different periods: 2024 / 2023',
      }),
    );
  });

  it('leave open whether an approximate value is just a number, and on which side of it', async () => {
    const count = async (operator: 'EQ' | 'NE' | 'GE' | 'GT' | 'LT', value: number) => {
      const { totalCount, undecidedCount } = await ask({
        units: { codes: [UNITS[0]!] },
        conditions: [{ column: 'workers', operator, value }],
      });
      return [totalCount, undecidedCount];
    };
    for (const operator of ['EQ', 'NE', 'GE', 'GT', 'LT'] as const) expect(await count(operator, 500)).toEqual([0, 1]);
    expect(await count('GE', 499)).toEqual([1, 0]);
    expect(await count('LT', 499)).toEqual([0, 0]);
  });

  it('stand at a cell that is explained as they stand in the table', async () => {
    const explain = `query ($input: CombinedTableInput!, $unit: ID!, $on: Date) {
      explain(input: $input, unit: $unit, column: "households", on: $on) { cell { value warnings } warnings { code } }
    }`;
    const input = { units: { codes: UNITS }, columns: [HOUSEHOLDS, WORKERS] };
    const { rows } = await tablePage(graph, input);
    for (const [place, unit] of UNITS.entries()) {
      const { data } = await graph.ask(explain, { input, unit });
      expect(data.explain.cell.warnings).toEqual(rows[place]!.cells[0]!.warnings);
    }
    expect(rows[2]!.cells[0]!.warnings).toContain('UNLIKE_PERIODS');
  });

  it('are told of the row that is meant where a unit has one on each of two dates', async () => {
    const explain = `query ($input: CombinedTableInput!, $unit: ID!, $on: Date) {
      explain(input: $input, unit: $unit, column: "households", on: $on) { cell { valueLow value origin } }
    }`;
    const boundaries = { kind: 'TWO_DATES', on: '2024-06-30', and: '2025-06-30' };
    const input = { units: { codes: [UNITS[0]!] }, columns: [HOUSEHOLDS], boundaries };
    const { errors } = await graph.ask(explain, { input, unit: UNITS[0] });
    expect(errors?.[0]?.message).toBe(
      `The table has two rows for the unit "${UNITS[0]}": send "on", one of 2024-06-30, 2025-06-30.`,
    );
    const { data } = await graph.ask(explain, { input, unit: UNITS[0], on: '2025-06-30' });
    expect(data.explain.cell).toEqual({ value: 500, valueLow: null, origin: 'REPORTED' });
    const other = await graph.ask(explain, { input, unit: UNITS[0], on: '2025-07-01' });
    expect(other.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    const merged = { ...input, units: { codes: [MERGED] }, boundaries: { kind: 'ON_DATE', on: '2025-07-01' } };
    const sum = await graph.ask(explain, { input: merged, unit: MERGED });
    expect(sum.data.explain.cell).toMatchObject({ origin: 'CONVERTED_EXACTLY' });
  });
});
