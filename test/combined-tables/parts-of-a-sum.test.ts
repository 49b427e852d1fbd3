import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FigureInput } from '../../subgraphs/custom-views/table/input.ts';
import { tablePage } from '../support/combined-table.ts';
import { fileSynthetic, type SyntheticFigure } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

/** Hữu Kiệm since July 2025, and the three communes that it came out of. */
const MERGED = '16849-20250701';
const FORMER = ['16840-20211101', '16849-20211101', '16861-20211101'];

/** One figure for each former commune; null: none. */
const filed = (
  indicator: string,
  period: string,
  figures: readonly (Partial<SyntheticFigure> | null)[],
): SyntheticFigure[] =>
  figures.flatMap((figure, place) => (figure ? [{ indicator, unit: FORMER[place]!, period, ...figure }] : []));
const values = (...numbers: readonly (number | null)[]) => numbers.map((value) => (value === null ? null : { value }));

const inProgramme = (programme: string, figures: readonly (Partial<SyntheticFigure> | null)[]) =>
  filed('LE_VOC_CLASSES_OPENED', '2010', figures).map((one) => ({ ...one, slice: `PROGRAMME=${programme}` }));

describe('the sum of the parts of a unit', () => {
  const graph = useGraph();
  const cell = async (figure: FigureInput, unit = MERGED) => {
    const { rows } = await tablePage(graph, {
      units: { codes: [unit] },
      columns: [{ figure }],
      boundaries: { kind: 'ON_DATE', on: '2025-07-01' },
    });
    return rows[0]!.cells[0]!;
  };

  beforeAll(() =>
    fileSynthetic(graph.database, [
      ...filed('PR_HOUSEHOLDS', '2010', values(5, null, 7)),
      ...filed('PR_HOUSEHOLDS', '2011', [{ value: 5 }, { value: 7 }, { high: 10, qualifier: 'LT' }]),
      ...filed('PR_HOUSEHOLDS', '2012', [{ value: 5 }, null, { high: 10, qualifier: 'LT' }]),
      ...filed('PR_HOUSEHOLDS', '2013', [
        { value: 5 },
        { low: 7, qualifier: 'GT' },
        { low: 1, high: 4, qualifier: 'RANGE' },
      ]),
      ...filed('PR_HOUSEHOLDS', '2014', [{ value: 5 }, { value: 7 }, { value: 0, status: 'UNVALIDATED' }]),
      ...filed('PR_HOUSEHOLDS', '2015', [
        { value: 5 },
        { value: 7, qualifier: 'APPROX' },
        { value: 8, status: 'PROVISIONAL' },
      ]),
      ...filed('PR_HOUSEHOLDS', '2016', [{ value: 5 }, { value: 7 }, { value: 8, isTarget: true }]),
      ...filed('PR_HOUSEHOLDS', '2017', [{ value: 5 }, { value: 7 }, { status: 'SUPPRESSED' }]),
      ...filed('PR_HOUSEHOLDS', '2018', [{ value: 5 }, { value: 0.25, multiplier: 3, decimals: 2 }, { value: 7 }]),
      ...filed('LE_VOC_TRAINEES', '2010', values(20, 30, 10)),
      ...filed('LE_VOC_TRAINEES', '2012', [{ value: 20 }, { low: 30, qualifier: 'GT' }, { value: 10 }]),
      ...inProgramme('NTP_SPR', values(1, 2, null)),
      ...inProgramme('NTP_EM', values(3, 4, 5)),
      ...filed('LE_VOC_TRAINEES', '2011', values(20, 30, null)),
      ...filed('PC_COMMUNE_UNITS', '2010', values(1, 1, 1)),
      ...filed(
        'PC_CHILD_FUND_AMOUNT',
        '2010',
        [0.1, 0.2, 0].map((value) => ({ value, decimals: 1 })),
      ),
      // The city of Hà Giang, one of its wards, and Ngọc Đường, which since July 2025 has parts of it and of the next district.
      { indicator: 'PR_HOUSEHOLDS', unit: '024-20211101', period: '2009', value: 1_000 },
      { indicator: 'PR_HOUSEHOLDS', unit: '00694-20211101', period: '2009', value: 100 },
      { indicator: 'PR_HOUSEHOLDS', unit: '00700-20250701', period: '2009', value: 50 },
    ]),
  );

  const bounds = async (figure: FigureInput) => {
    const { value, valueLow, valueHigh, qualifier, reasonCode, coverage } = await cell(figure);
    return { value, valueLow, valueHigh, qualifier, reasonCode, coverage };
  };
  const households = (period: string) => ({ indicator: 'PR_HOUSEHOLDS', period });
  const whole = { have: 3, of: 3 };

  it('is a lower bound that says how many parts it has where one is missing', async () => {
    expect(await bounds(households('2010'))).toEqual({
      value: null,
      valueLow: 12,
      valueHigh: null,
      qualifier: 'GE',
      reasonCode: 'PARTS_MISSING',
      coverage: { have: 2, of: 3 },
    });
  });

  it('keeps what is known of parts that are bounded', async () => {
    const nothing = { value: null, valueLow: null, valueHigh: null, reasonCode: null, coverage: whole };
    expect(await bounds(households('2011'))).toEqual({ ...nothing, valueLow: 12, valueHigh: 22, qualifier: 'RANGE' });
    expect(await bounds(households('2013'))).toEqual({ ...nothing, valueLow: 13, qualifier: 'GT' });
  });

  it('counts a part that is only known to be small as at least nothing, also where another is missing', async () => {
    expect(await bounds(households('2012'))).toMatchObject({ valueLow: 5, valueHigh: null, qualifier: 'GE' });
  });

  it('has the weakest status of its parts, is approximate if one is, and leaves out targets and suppressed figures', async () => {
    expect(await cell(households('2014'))).toMatchObject({ value: 12, qualifier: 'EQ', obsStatus: 'UNVALIDATED' });
    expect(await cell(households('2015'))).toMatchObject({ value: 20, qualifier: 'APPROX', obsStatus: 'PROVISIONAL' });
    for (const period of ['2016', '2017'])
      expect(await cell(households(period))).toMatchObject({
        valueLow: 12,
        qualifier: 'GE',
        coverage: { have: 2, of: 3 },
      });
  });

  it('adds what was filed in thousands to what was filed in ones, and decimals without noise', async () => {
    expect(await cell(households('2018'))).toMatchObject({ value: 262 });
    expect(await cell({ indicator: 'PC_CHILD_FUND_AMOUNT', period: '2010' })).toMatchObject({ value: 0.3 });
  });

  it('counts no land twice: neither a part of what is counted, nor what reaches into it', async () => {
    const { rows } = await tablePage(graph, {
      units: { codes: ['02-20211101'] },
      columns: [{ figure: households('2009') }],
      boundaries: { kind: 'ON_DATE', on: '2025-06-30' },
    });
    expect(rows[0]!.cells[0]).toMatchObject({
      value: null,
      valueLow: 1_000,
      qualifier: 'GE',
      reasonCode: 'PARTS_MISSING',
    });
  });

  it('of sums that lack parts lacks them too, and says so', async () => {
    const codes = { dimension: 'PROGRAMME', codes: ['NTP_SPR', 'NTP_EM'] };
    expect(await bounds({ indicator: 'LE_VOC_CLASSES_OPENED', dimensions: [codes], period: '2010' })).toEqual({
      value: null,
      valueLow: 15,
      valueHigh: null,
      qualifier: 'GE',
      reasonCode: 'PARTS_MISSING',
      coverage: { have: 5, of: 6 },
    });
  });

  it('of persons who may repeat keeps an end that is open', async () => {
    expect(await bounds({ indicator: 'LE_VOC_TRAINEES', period: '2012' })).toMatchObject({
      valueLow: 30,
      valueHigh: null,
      qualifier: 'GT',
    });
  });

  it('of persons who may repeat is at least the largest part and at most all together', async () => {
    expect(await bounds({ indicator: 'LE_VOC_TRAINEES', period: '2010' })).toEqual({
      value: null,
      valueLow: 30,
      valueHigh: 60,
      qualifier: 'RANGE',
      reasonCode: 'MAY_REPEAT',
      coverage: whole,
    });
    expect(await bounds({ indicator: 'LE_VOC_TRAINEES', period: '2011' })).toMatchObject({
      valueLow: 30,
      valueHigh: null,
      qualifier: 'GE',
      reasonCode: 'PARTS_MISSING',
      coverage: { have: 2, of: 3 },
    });
  });

  it('of units that were counted is not made: they hold in the boundaries that they counted', async () => {
    expect(await cell({ indicator: 'PC_COMMUNE_UNITS', period: '2010' })).toMatchObject({
      origin: 'IMPOSSIBLE',
      value: null,
      valueLow: null,
      reasonCode: 'COUNTED_IN_OTHER_BOUNDARIES',
    });
  });
});
