import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ChangeInput, FigureInput, TableColumnInput } from '../../subgraphs/custom-views/table/input.ts';
import { tablePage } from '../support/combined-table.ts';
import { fileSynthetic, type SyntheticFigure } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

/** Hữu Kiệm until June 2025: no real figure is of it. */
const UNIT = '16861-20211101';
const filed = (indicator: string, period: string, figure: Partial<SyntheticFigure>): SyntheticFigure => ({
  indicator,
  unit: UNIT,
  period,
  ...figure,
});
const NOTHING = { value: null, valueLow: null, valueHigh: null, qualifier: null, origin: 'IMPOSSIBLE' };

describe('a cell that is computed', () => {
  const graph = useGraph();
  const cell = async (column: TableColumnInput) => {
    const { rows } = await tablePage(graph, { units: { codes: [UNIT] }, columns: [column] });
    return rows[0]!.cells[0]!;
  };
  const rate = (numerator: string, denominator: string, more: object = {}): TableColumnInput => ({
    rate: {
      numerator: { indicator: 'LE_WORKERS_ABROAD', period: numerator },
      denominator: { indicator: 'LE_WORKERS_ADMIN', period: denominator },
      ...more,
    },
  });
  const change = (
    from: string,
    to: string,
    kind: ChangeInput['kind'] = 'DIFFERENCE',
    indicator = 'LE_WORKERS_ADMIN',
  ): TableColumnInput => ({ change: { indicator, from, to, kind } });

  beforeAll(() =>
    fileSynthetic(graph.database, [
      filed('LE_WORKERS_ABROAD', '2022', { value: 25 }),
      filed('LE_WORKERS_ABROAD', '2023', { value: 0 }),
      filed('LE_WORKERS_ABROAD', '2024', { low: 25, qualifier: 'GE' }),
      filed('LE_WORKERS_ABROAD', '2024-S1', { value: 10 }),
      filed('LE_WORKERS_ADMIN', '2010', { value: 0 }),
      filed('LE_WORKERS_ADMIN', '2011', { low: 0, high: 10, qualifier: 'RANGE' }),
      filed('LE_WORKERS_ADMIN', '2012', { high: 10, qualifier: 'LT' }),
      filed('LE_WORKERS_ADMIN', '2022', { value: 2_000 }),
      filed('LE_WORKERS_ADMIN', '2023', { low: 0, qualifier: 'GT' }),
      filed('LE_WORKERS_ADMIN', '2024', { value: 3_000, status: 'PROVISIONAL' }),
      filed('LE_WORKERS_ADMIN', '2021', { status: 'SUPPRESSED' }),
      filed('LE_WORKERS_ADMIN', '2026', { low: 2_500, qualifier: 'GE' }),
      filed('LE_WORKERS_ADMIN', '2018', { low: 100, high: 200, qualifier: 'RANGE' }),
      filed('LE_WORKERS_ADMIN', '2017', { low: 400, high: 800, qualifier: 'RANGE' }),
      filed('LE_TRAINED_RATE_ADMIN', '2022', { value: 40.5, decimals: 1 }),
      filed('LE_TRAINED_RATE_ADMIN', '2024', { value: 42.7, decimals: 1 }),
      filed('HC_DOCTORS_TOTAL', '2018', { value: 3 }),
      filed('HC_DOCTORS_TOTAL', '2022', { value: 5 }),
      filed('HC_DOCTORS_TOTAL', '2024', { value: 6 }),
      filed('PC_CHILD_FUND_AMOUNT', '2024', { value: 1.7e308 }),
      filed('PC_CHILD_FUND_AMOUNT', '2023', { value: -1.7e308 }),
    ]),
  );

  it('divides figures of one unit, per so many, with the period of the numerator', async () => {
    expect(await cell(rate('2022', '2022'))).toMatchObject({
      origin: 'DERIVED',
      value: 12.5,
      qualifier: 'EQ',
      timePeriod: '2022',
      formula: 'LE_WORKERS_ABROAD / LE_WORKERS_ADMIN * 1000',
      obsStatus: 'NORMAL',
    });
    expect(await cell(rate('2022', '2024', { per: 100, decimals: 0 }))).toMatchObject({
      value: 1,
      obsStatus: 'PROVISIONAL',
    });
    // At least 12.5 is at least 12, not 13.
    expect(await cell(rate('2024', '2022', { decimals: 0 }))).toMatchObject({ valueLow: 12, qualifier: 'GE' });
    expect(await cell(rate('2024', '2022'))).toMatchObject({
      value: null,
      valueLow: 12.5,
      valueHigh: null,
      qualifier: 'GE',
    });
  });

  it.each(['2010', '2011', '2012'])(
    'is impossible where the denominator is or may be zero, as in %s',
    async (period) => {
      for (const numerator of ['2022', '2023', '2024'])
        expect(await cell(rate(numerator, period))).toMatchObject({ ...NOTHING, reasonCode: 'DIVISION_BY_ZERO' });
    },
  );

  it('is nothing where nothing is divided by something', async () => {
    expect(await cell(rate('2023', '2022'))).toMatchObject({ value: 0, qualifier: 'EQ' });
    expect(await cell(rate('2023', '2023'))).toMatchObject({ value: 0, qualifier: 'EQ' });
    expect(await cell(rate('2022', '2023'))).toMatchObject({ value: null, valueLow: 0, qualifier: 'GT' });
  });

  it('is impossible where a figure of the formula is missing, and names it', async () => {
    expect(await cell(rate('2019', '2022'))).toMatchObject({
      ...NOTHING,
      reasonCode: 'NO_NUMERATOR',
      reason: `no numerator: LE_WORKERS_ABROAD, Hữu Kiệm (${UNIT}): NO_FIGURE`,
    });
    expect(await cell(rate('2022', '2019'))).toMatchObject({
      ...NOTHING,
      reasonCode: 'NO_DENOMINATOR',
      reason: `no denominator: LE_WORKERS_ADMIN, Hữu Kiệm (${UNIT}): NO_FIGURE`,
    });
    expect(await cell(change('2019', '2022'))).toMatchObject({ ...NOTHING, reasonCode: 'OPERAND_MISSING' });
  });

  it('is the difference of two periods, of shares in percentage points', async () => {
    expect(await cell(change('2022', '2024'))).toMatchObject({
      value: 1_000,
      obsStatus: 'PROVISIONAL',
      timePeriod: '2024',
    });
    expect(await cell(change('2022', '2024', 'RELATIVE'))).toMatchObject({ value: 50 });
    expect(await cell(change('2022', '2024', 'DIFFERENCE', 'LE_TRAINED_RATE_ADMIN'))).toMatchObject({
      value: 2.2,
      unitMeasure: 'PT_POINT',
    });
  });

  it('relative to bounds is as narrow as they allow', async () => {
    // From 400 to 800 down to 100 to 200: to an eighth at least, to a half at most.
    expect(await cell(change('2017', '2018', 'RELATIVE'))).toMatchObject({
      valueLow: -87.5,
      valueHigh: -50,
      qualifier: 'RANGE',
    });
  });

  it('is impossible relative to what is less than nothing', async () => {
    expect(await cell(change('2023', '2024', 'RELATIVE', 'PC_CHILD_FUND_AMOUNT'))).toMatchObject({
      ...NOTHING,
      reasonCode: 'NEGATIVE_BASE',
    });
  });

  it('too small for its decimals is shown as zero and stands above a true zero', async () => {
    const small = rate('2022', '2022', { per: 1, decimals: 1 });
    expect(await cell(small)).toMatchObject({ value: 0, valueLow: 0, valueHigh: 0.05, reasonCode: 'ROUNDED_TO_ZERO' });
    const { totalCount, undecidedCount } = await tablePage(graph, {
      units: { codes: [UNIT] },
      columns: [small],
      conditions: [{ column: 'c1', operator: 'GT', value: 0 }],
    });
    expect({ totalCount, undecidedCount }).toEqual({ totalCount: 1, undecidedCount: 0 });
  });

  it('is impossible as a rate of one series over a break in it', async () => {
    const doctors = (period: string) => ({ indicator: 'HC_DOCTORS_TOTAL', period });
    expect(await cell({ rate: { numerator: doctors('2024'), denominator: doctors('2022') } })).toMatchObject({
      value: 1200,
    });
    expect(await cell({ rate: { numerator: doctors('2022'), denominator: doctors('2018') } })).toMatchObject({
      ...NOTHING,
      reasonCode: 'SERIES_BREAK',
    });
  });

  it('is impossible relative to zero', async () => {
    expect(await cell(change('2010', '2022'))).toMatchObject({ value: 2_000 });
    expect(await cell(change('2010', '2022', 'RELATIVE'))).toMatchObject({
      ...NOTHING,
      reasonCode: 'DIVISION_BY_ZERO',
    });
  });

  it('is impossible between half a year and a year', async () => {
    expect(await cell(change('2024-S1', '2024', 'DIFFERENCE', 'LE_WORKERS_ABROAD'))).toMatchObject({
      ...NOTHING,
      reasonCode: 'UNLIKE_PERIODS',
    });
  });

  it('is impossible across a break in the series, which it explains', async () => {
    expect(await cell(change('2022', '2024', 'DIFFERENCE', 'HC_DOCTORS_TOTAL'))).toMatchObject({ value: 1 });
    expect(await cell(change('2018', '2022', 'DIFFERENCE', 'HC_DOCTORS_TOTAL'))).toMatchObject({
      ...NOTHING,
      reasonCode: 'SERIES_BREAK',
      reason: expect.stringContaining('no trend can be read'),
    });
  });

  it('is impossible where bounds leave every number open', async () => {
    expect(await cell(change('2023', '2026'))).toMatchObject({ ...NOTHING, reasonCode: 'ONLY_BOUNDS' });
    expect(await cell(change('2022', '2026'))).toMatchObject({ value: null, valueLow: 500, qualifier: 'GE' });
  });

  it('of a suppressed figure has no number either, and says why, however it is asked', async () => {
    for (const derivation of ['IF_MISSING', 'NEVER', 'ALWAYS'] as const)
      expect(
        await cell({ figure: { indicator: 'LE_WORKERS_ADMIN', period: '2021', derive: derivation } }),
      ).toMatchObject({
        ...NOTHING,
        origin: 'REPORTED',
        obsStatus: 'SUPPRESSED',
        reasonCode: 'SUPPRESSED',
        reason: 'the figure is recorded, but suppressed',
      });
    expect(await cell(change('2021', '2022'))).toMatchObject({ ...NOTHING, reasonCode: 'SUPPRESSED' });
  });

  it('says nothing of a number that is larger than numbers can be, and stays an answer', async () => {
    const figure = (period: string): FigureInput => ({ indicator: 'PC_CHILD_FUND_AMOUNT', period });
    expect(await cell({ figure: figure('2024') })).toMatchObject({ origin: 'REPORTED', value: 1.7e308 });
    expect(await cell(change('2023', '2024', 'DIFFERENCE', 'PC_CHILD_FUND_AMOUNT'))).toMatchObject({ value: null });
    expect(
      await cell({
        rate: { numerator: figure('2024'), denominator: { indicator: 'LE_WORKERS_ADMIN', period: '2022' } },
      }),
    ).toMatchObject({ value: null });
  });
});
