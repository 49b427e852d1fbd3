import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CombinedTableInput, TableColumnInput } from '../../subgraphs/custom-views/table/input.ts';
import { tablePage } from '../support/combined-table.ts';
import { fileSynthetic, type SyntheticFigure } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

/** Ninh Bình since July 2025, and the three provinces that it came out of. */
const MERGED = '37-20250701';
const FORMER = ['35-20211101', '36-20211101', '37-20211101'];
const RATE = 'LE_TRAINED_RATE_ADMIN';

const filed = (indicator: string, period: string, values: readonly (number | null)[]): SyntheticFigure[] =>
  values.flatMap((value, place) =>
    value === null ? [] : [{ indicator, unit: FORMER[place]!, period, value, decimals: indicator === RATE ? 1 : 0 }],
  );

describe('a rate in the boundaries of merged units', () => {
  const graph = useGraph();
  const { database } = graph;
  const table = (...columns: TableColumnInput[]) =>
    tablePage(graph, {
      units: { codes: [MERGED] },
      columns,
      boundaries: { kind: 'ON_DATE', on: '2025-07-01' },
    } satisfies CombinedTableInput);
  const cellsOf = async (...columns: TableColumnInput[]) => (await table(...columns)).rows[0]!.cells;
  const rate = (period: string, weight?: string): TableColumnInput => ({
    figure: { indicator: RATE, period },
    weight: weight ? { indicator: 'LE_WORKERS_ADMIN', period: weight } : null,
  });

  beforeAll(async () => {
    await fileSynthetic(database, [
      ...filed(RATE, '2024', [10, 20, 60]),
      ...filed(RATE, '2023', [10, null, 60]),
      ...filed('LE_WORKERS_ADMIN', '2024', [5_000, 3_000, 2_000]),
      ...filed('LE_WORKERS_ADMIN', '2023', [5_000, 3_000, null]),
      ...filed('LE_WORKERS_ADMIN', '2022', [0, 0, 0]),
      { indicator: RATE, unit: FORMER[0]!, period: '2022', low: 10, high: 12, qualifier: 'RANGE', decimals: 1 },
      ...[20, 60].map((value, place) => ({
        indicator: RATE,
        unit: FORMER[place + 1]!,
        period: '2022',
        value,
        decimals: 1,
      })),
    ]);
  });

  it('is never a mean that nobody asked for', async () => {
    const [cell] = await cellsOf(rate('2024'));
    expect(cell).toMatchObject({ origin: 'IMPOSSIBLE', value: null, valueLow: null, reasonCode: 'NO_PARTS_FILED' });
  });

  it('is the mean by the weight that is named, as an estimate, and not the plain mean of 30', async () => {
    const [cell] = await cellsOf(rate('2024', '2024'));
    expect(cell).toMatchObject({
      origin: 'CONVERTED_BY_ESTIMATE',
      obsStatus: 'ESTIMATED',
      value: (10 * 5_000 + 20 * 3_000 + 60 * 2_000) / 10_000,
      coverage: { have: 3, of: 3 },
      formula: `sum(${RATE} * LE_WORKERS_ADMIN) / sum(LE_WORKERS_ADMIN)`,
    });
  });

  it('keeps the bounds of a part', async () => {
    const [cell] = await cellsOf(rate('2022', '2024'));
    expect(cell).toMatchObject({
      value: null,
      valueLow: 23,
      valueHigh: 24,
      qualifier: 'RANGE',
      obsStatus: 'ESTIMATED',
    });
  });

  it.each([
    ['a part has no weight', rate('2024', '2023'), 'WEIGHT_MISSING'],
    ['all weights are zero', rate('2024', '2022'), 'DIVISION_BY_ZERO'],
    ['a part has no figure', rate('2023', '2024'), 'OPERAND_MISSING'],
  ])('is not estimated where %s', async (_how, column, reasonCode) => {
    const [cell] = await cellsOf(column);
    expect(cell).toMatchObject({ origin: 'IMPOSSIBLE', value: null, valueLow: null, valueHigh: null, reasonCode });
  });

  it('agrees with plain SQL for real figures of health insurance, by real populations', async () => {
    const [{ mean }] = (await database.query<{ mean: number }>(
      `select sum(rate.value * people.value) / sum(people.value) as mean
       from health_coverage.observation rate join population_and_children.observation people using (ref_area, time_period)
       where rate.indicator = 'HC_HI_COVERAGE' and rate.slice = '' and people.indicator = 'PC_POPULATION' and people.slice = ''
         and time_period = '2024' and ref_area = any($1)`,
      [FORMER],
    )) as [{ mean: number }];
    const [cell] = await cellsOf({
      figure: { indicator: 'HC_HI_COVERAGE', period: '2024' },
      weight: { indicator: 'PC_POPULATION', period: '2024' },
    });
    expect(cell!.value).toBeCloseTo(mean, 1);
    expect(cell).toMatchObject({ origin: 'CONVERTED_BY_ESTIMATE', coverage: { have: 3, of: 3 } });
  });

  it('whose parts are filed is recomputed from them, exactly, with no weight', async () => {
    await fileSynthetic(database, [
      ...FORMER.map((unit, place) => ({
        indicator: 'PR_HOUSEHOLDS',
        unit,
        period: '2026',
        value: [400, 300, 300][place]!,
      })),
      ...FORMER.map((unit, place) => ({
        indicator: 'PR_POOR_HH',
        slice: 'STANDARD=NAT_2022_2025',
        unit,
        period: '2026',
        value: [40, 15, 3][place]!,
      })),
    ]);
    const dimensions = [{ dimension: 'STANDARD', codes: ['NAT_2022_2025'] }];
    const [cell] = await cellsOf({ figure: { indicator: 'PR_POOR_RATE', dimensions, period: '2026' } });
    expect(cell).toMatchObject({ origin: 'DERIVED', value: 5.8, qualifier: 'EQ', obsStatus: 'NORMAL' });
  });
});
