import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FigureInput, TableColumnInput } from '../../subgraphs/custom-views/table/input.ts';
import { tablePage } from '../support/combined-table.ts';
import { fileSynthetic, type SyntheticFigure } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

/** Communes of Nghệ An before the reform, in the order of their codes. */
const UNITS = ['16840-20211101', '16843-20211101', '16849-20211101', '16861-20211101'] as const;
const filed = (indicator: string, period: string, values: readonly (number | null)[]): SyntheticFigure[] =>
  values.flatMap((value, place) => (value === null ? [] : [{ indicator, unit: UNITS[place]!, period, value }]));

describe('the periods of a rate', () => {
  const graph = useGraph();
  const rate = (numerator: string, denominator: FigureInput): TableColumnInput => ({
    rate: { numerator: { indicator: 'LE_WORKERS_ABROAD', period: numerator }, denominator },
  });
  const told = async (column: TableColumnInput, codes: readonly string[] = UNITS) => {
    const { rankRefused, warnings } = await tablePage(graph, {
      units: { codes },
      columns: [column],
      order: [{ column: 'c1' }],
    });
    const ofInterest = warnings.filter(({ code }) => !['INCOMPLETE', 'DIFFERENT_SOURCES'].includes(code));
    return { rankRefused, warnings: ofInterest.map(({ code, text }) => [code, String(text as unknown)].join(': ')) };
  };

  beforeAll(() =>
    fileSynthetic(graph.database, [
      ...filed('LE_WORKERS_ABROAD', '2023', [10, 20, 30, null]),
      ...filed('LE_WORKERS_ABROAD', '2023-S1', [5, 6, 7, null]),
      ...filed('LE_WORKERS_ABROAD', '2018', [10, 20, 30, null]),
      ...filed('LE_WORKERS_ABROAD', '2018-S1', [10, 20, 30, null]),
      ...['2018', '2018-S1', '2018-12'].flatMap((period) => filed('PR_HOUSEHOLDS', period, [800, 800, 800, null])),
      ...filed('PC_POPULATION', '2023', [1, 1, 1, 1]),
      ...filed('LE_WORKERS_ADMIN', '2021', [null, 1_000, null, null]),
      ...filed('LE_WORKERS_ADMIN', '2023', [1_000, null, 1_000, null]),
      ...filed('HC_DOCTORS_TOTAL', '2020', [5, 5, null, null]),
      ...filed('HC_DOCTORS_TOTAL', '2022', [null, null, 5, null]),
    ]),
  );

  it('are told where half a year stands over an average of the year, and ranked where all rows have the same', async () => {
    expect(await told(rate('2023-S1', { indicator: 'PC_POPULATION', period: '2023' }))).toEqual({
      rankRefused: false,
      warnings: ['RATE_OF_UNLIKE_PERIODS: numerator and denominator are of different periods: 2023-S1 / 2023'],
    });
  });

  it('refuse the rank where the denominators of some rows are of another', async () => {
    expect(await told(rate('2023', { indicator: 'LE_WORKERS_ADMIN', upTo: '2023' }))).toEqual({
      rankRefused: true,
      warnings: [
        'UNLIKE_PERIODS: the periods differ: 2023, 2023 / 2021',
        'RATE_OF_UNLIKE_PERIODS: numerator and denominator are of different periods: 2023 / 2021',
      ],
    });
  });

  it('fit where a stock is of a day within the period of a flow, and do not where it is not', async () => {
    // Households are counted at the end of their period.
    const counted = (period: string) => ({ indicator: 'PR_HOUSEHOLDS', period });
    for (const period of ['2018', '2018-S1', '2018-12'])
      expect(await told(rate('2018', counted(period)))).toEqual({ rankRefused: false, warnings: [] });
    expect((await told(rate('2018-S1', counted('2018')))).warnings).toEqual([
      expect.stringContaining('RATE_OF_UNLIKE_PERIODS'),
    ]);
  });

  it('are told where the series of either breaks between them', async () => {
    const doctors = { indicator: 'HC_DOCTORS_TOTAL', upTo: '2023' };
    expect(await told(rate('2023', doctors), UNITS.slice(0, 2))).toEqual({
      rankRefused: false,
      warnings: [
        'RATE_OF_UNLIKE_PERIODS: numerator and denominator are of different periods: 2023 / 2020',
        'RATE_ACROSS_BREAK: a series breaks between the periods of numerator and denominator: 2023 / 2020',
      ],
    });
    const { rankRefused, warnings } = await told(rate('2023', doctors));
    expect(rankRefused).toBe(true);
    expect(warnings).toContain(
      'SERIES_BREAK_AMONG: the figures lie on both sides of a break in the series: 2022, 2020',
    );
  });
});
