import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CombinedTableInput, FigureInput, TableColumnInput } from '../../subgraphs/custom-views/table/input.ts';
import { tablePage } from '../support/combined-table.ts';
import { fileSynthetic, type SyntheticFigure } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

/** Communes of Nghệ An before the reform, in the order of their codes. */
const UNITS = ['16840-20211101', '16843-20211101', '16849-20211101', '16861-20211101'] as const;
const filed = (
  indicator: string,
  period: string,
  figures: readonly (Partial<SyntheticFigure> | number | null)[],
): SyntheticFigure[] =>
  figures.flatMap((figure, place) => {
    if (figure === null) return [];
    const made = typeof figure === 'number' ? { value: figure } : figure;
    return [{ indicator, unit: UNITS[place]!, period, ...made }];
  });

describe('figures that are not alike', () => {
  const graph = useGraph();
  const households = (period: string, id = 'c1'): TableColumnInput => ({
    id,
    figure: { indicator: 'PR_HOUSEHOLDS', period },
  });
  const rate = (numerator: string, denominator: FigureInput): TableColumnInput => ({
    rate: { numerator: { indicator: 'LE_WORKERS_ABROAD', period: numerator }, denominator },
  });
  const asked = (columns: readonly TableColumnInput[], more: Partial<CombinedTableInput> = {}) =>
    tablePage(graph, { units: { codes: UNITS }, columns, order: [{ column: 'c1' }], ...more });
  const told = async (column: TableColumnInput, codes: readonly string[] = UNITS) => {
    const { rankRefused, warnings } = await asked([column], { units: { codes } });
    const ofInterest = warnings.filter(({ code }) => !['INCOMPLETE', 'DIFFERENT_SOURCES'].includes(code));
    return { rankRefused, warnings: ofInterest.map(({ code, text }) => `${code}: ${text}`) };
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
      ...filed('PR_HOUSEHOLDS', '2024', [7, { value: 8, status: 'UNVALIDATED' }, 1, null]),
      ...filed('PR_HOUSEHOLDS', '2023', [1, 9, 2, 3]),
      ...filed('PR_HOUSEHOLDS', '2019', [
        { value: 500, qualifier: 'APPROX' },
        500,
        { value: 499, qualifier: 'APPROX' },
        501,
      ]),
    ]),
  );

  describe('in a rate', () => {
    it('of half a year over an average of the year are told, and ranked where all rows have the same periods', async () => {
      expect(await told(rate('2023-S1', { indicator: 'PC_POPULATION', period: '2023' }))).toEqual({
        rankRefused: false,
        warnings: ['RATE_OF_UNLIKE_PERIODS: numerator and denominator are of different periods: 2023-S1 / 2023'],
      });
    });

    it('refuse the rank where the denominators of some rows are of another period', async () => {
      expect(await told(rate('2023', { indicator: 'LE_WORKERS_ADMIN', upTo: '2023' }))).toEqual({
        rankRefused: true,
        warnings: [
          'UNLIKE_PERIODS: the periods differ: 2023, 2023 / 2021',
          'RATE_OF_UNLIKE_PERIODS: numerator and denominator are of different periods: 2023 / 2021',
        ],
      });
    });

    it('are none where a stock is of a day within the period of a flow, and are where it is not', async () => {
      // Households are counted at the end of their period.
      const counted = (period: string) => ({ indicator: 'PR_HOUSEHOLDS', period });
      for (const period of ['2018', '2018-S1', '2018-12'])
        expect(await told(rate('2018', counted(period)))).toEqual({ rankRefused: false, warnings: [] });
      expect((await told(rate('2018-S1', counted('2018')))).warnings).toEqual([
        expect.stringContaining('RATE_OF_UNLIKE_PERIODS'),
      ]);
    });

    it('lie on both sides of a break in the series of either', async () => {
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

  describe('in rows', () => {
    const official = { column: 'other', operator: 'LT', value: 5 } as const;
    const mixed = [households('2024'), households('2023', 'other')];

    it('that conditions leave out are neither told nor in the way of a rank', async () => {
      expect(await asked(mixed)).toMatchObject({ rankRefused: true });
      const { rankRefused, warnings, rows, coverage } = await asked(mixed, { conditions: [official] });
      expect(rankRefused).toBe(false);
      expect(warnings.map(({ code }) => code)).not.toContain('MIXED_VALIDATION');
      expect(rows.map(({ code, rank }) => [code, rank?.from ?? null])).toEqual([
        [UNITS[0], 1],
        [UNITS[2], 2],
        [UNITS[3], null],
      ]);
      expect(coverage[0]).toMatchObject({ have: 3, of: 4 });
    });

    it('by whose column conditions choose are told of all units, since those were compared', async () => {
      const { rankRefused, warnings, totalCount } = await asked(mixed, {
        conditions: [{ column: 'c1', operator: 'LT', value: 8 }],
      });
      expect({ rankRefused, totalCount }).toEqual({ rankRefused: false, totalCount: 2 });
      expect(warnings).toContainEqual(
        expect.objectContaining({ code: 'MIXED_VALIDATION', column: 'c1', units: [UNITS[1]], refusesRank: false }),
      );
    });

    it('refuse the rank also where they only decide among equals', async () => {
      const order = [{ column: 'other' }, { column: 'c1' }];
      expect(await asked(mixed, { order })).toMatchObject({ rankRefused: true });
      expect(await asked(mixed, { order: order.slice(0, 1) })).toMatchObject({ rankRefused: false });
    });
  });

  describe('of which some are approximate', () => {
    const ranked = async (direction: 'ASCENDING' | 'DESCENDING') => {
      const { rows } = await asked([households('2019')], { order: [{ column: 'c1', direction }] });
      return rows.map(({ code, rank }) => [code.slice(0, 5), `${rank!.from}-${rank!.to}/${rank!.shared}`]);
    };

    it('may stand before or after an equal one', async () => {
      expect(await ranked('DESCENDING')).toEqual([
        ['16861', '1-1/1'],
        ['16840', '2-3/1'],
        ['16843', '2-3/1'],
        ['16849', '4-4/1'],
      ]);
      expect(await ranked('ASCENDING')).toEqual([
        ['16849', '1-1/1'],
        ['16840', '2-3/1'],
        ['16843', '2-3/1'],
        ['16861', '4-4/1'],
      ]);
    });

    it.each([
      ['GE', 500, ['16843', '16861'], 1],
      ['LE', 500, ['16843', '16849'], 1],
      ['EQ', 500, ['16843'], 1],
      ['NE', 500, ['16849', '16861'], 1],
      ['GT', 499, ['16840', '16843', '16861'], 1],
    ] as const)('leave open whether they are %s %d themselves', async (operator, value, kept, undecided) => {
      const { rows, undecidedCount } = await asked([households('2019')], {
        conditions: [{ column: 'c1', operator, value }],
      });
      expect(rows.map(({ code }) => code.slice(0, 5)).toSorted()).toEqual(kept);
      expect(undecidedCount).toBe(undecided);
    });
  });
});
