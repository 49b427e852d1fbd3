import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CombinedTableInput, FigureInput } from '../../subgraphs/custom-views/table/input.ts';
import { tablePage } from '../support/combined-table.ts';
import { fileSynthetic, type SyntheticFigure } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

/** Hữu Kiệm since July 2025, and the three communes that it came out of: Bảo Nam, Hữu Lập, Hữu Kiệm. */
const MERGED = '16849-20250701';
const FORMER = ['16840-20211101', '16849-20211101', '16861-20211101'];
/** Ngọc Đường: its predecessor whole, and a part of Yên Định whose size no law states. */
const WITH_A_PART = '00700-20250701';
const WHOLE_AND_DIVIDED = ['00700-20211101', '00988-20211101'];
/** The district of Hoàng Su Phì, of whose communes Thông Nguyên merged with one of the next district; another is whole. */
const DISTRICT = '032-20211101';
const ACROSS = '01090-20250701';
const HOUSEHOLDS = { indicator: 'PR_HOUSEHOLDS', period: '2025' };

const households = (unit: string, figure: Partial<SyntheticFigure>): SyntheticFigure => ({
  indicator: 'PR_HOUSEHOLDS',
  unit,
  period: '2025',
  ...figure,
});
const weights = (period: string, units: readonly string[], values: readonly (number | null)[]): SyntheticFigure[] =>
  units.flatMap((unit, place) =>
    values[place] == null
      ? []
      : [{ indicator: 'PC_CHILDREN', slice: 'AGE=Y_LT16', unit, period, value: values[place] }],
  );
const weightOf = (period: string): FigureInput => ({
  indicator: 'PC_CHILDREN',
  dimensions: [{ dimension: 'AGE', codes: ['Y_LT16'] }],
  period,
});

describe('a unit that was divided', () => {
  const graph = useGraph();
  const { database, ask } = graph;
  const before = (figure: FigureInput, weight?: FigureInput): CombinedTableInput => ({
    units: { codes: FORMER },
    columns: [{ figure, weight: weight ?? null }],
    boundaries: { kind: 'ON_DATE', on: '2025-06-30' },
  });
  const cellsOf = async (input: CombinedTableInput) => {
    const { rows } = await tablePage(graph, input);
    return rows.map(({ cells }) => cells[0]!);
  };

  beforeAll(async () => {
    await fileSynthetic(database, [
      households(MERGED, { value: 1_000 }),
      households(MERGED, { period: '2026', low: 1_000, qualifier: 'GE' }),
      households(WHOLE_AND_DIVIDED[0]!, { value: 10 }),
      households(WHOLE_AND_DIVIDED[1]!, { value: 90 }),
      households(ACROSS, { period: '2027', value: 100 }),
      households(ACROSS, { period: '2028', value: 100 }),
      { indicator: 'LE_VOC_TRAINEES', unit: MERGED, period: '2025', value: 50 },
      ...weights('2024', [...FORMER, ...WHOLE_AND_DIVIDED], [200, 300, 500, 70, 30]),
      ...weights('2023', FORMER, [200, 300, null]),
      ...weights('2022', FORMER, [0, 0, 0]),
      ...weights('2022-S1', FORMER, [0, 400, 600]),
      // What is filed for the whole is more than its parts together.
      ...weights('2024-S1', [...FORMER, MERGED], [200, 300, 500, 1_500]),
      ...weights('2023-S1', FORMER, [200, 300, null]),
      { indicator: 'PC_CHILDREN', slice: 'AGE=Y_LT16', unit: FORMER[2]!, period: '2023-S1', low: 500, qualifier: 'GE' },
    ]);
  });

  it('has no figure of its parts without a weight, and says which unit was divided', async () => {
    for (const cell of await cellsOf(before(HOUSEHOLDS)))
      expect(cell).toMatchObject({
        origin: 'IMPOSSIBLE',
        value: null,
        valueLow: null,
        valueHigh: null,
        reasonCode: 'BOUNDARY_DIVIDED',
        reason: expect.stringContaining(`Hữu Kiệm (${MERGED})`),
        obsStatus: 'MISSING',
      });
  });

  it('is apportioned by a weight that is known for all parts, as an estimate', async () => {
    const { rows, warnings } = await tablePage(graph, before(HOUSEHOLDS, weightOf('2024')));
    expect(rows.map(({ cells }) => cells[0]!.value)).toEqual([200, 300, 500]);
    for (const { cells } of rows)
      expect(cells[0]).toMatchObject({
        origin: 'CONVERTED_BY_ESTIMATE',
        obsStatus: 'ESTIMATED',
        formula: 'sum(PR_HOUSEHOLDS * share of PC_CHILDREN[AGE=Y_LT16])',
        coverage: { have: 1, of: 1 },
        warnings: ['ESTIMATED'],
      });
    expect(warnings).toMatchObject([{ code: 'ESTIMATED', column: 'c1', count: 3, refusesRank: false }]);
  });

  it('is apportioned without loss where the whole has another weight than its parts together', async () => {
    const cells = await cellsOf(before(HOUSEHOLDS, weightOf('2024-S1')));
    expect(cells.map(({ value }) => value)).toEqual([200, 300, 500]);
  });

  it('gives nothing to a part without weight, and keeps bounds', async () => {
    const exact = await cellsOf(before(HOUSEHOLDS, weightOf('2022-S1')));
    expect(exact.map(({ value, qualifier }) => [value, qualifier])).toEqual([
      [0, 'EQ'],
      [400, 'EQ'],
      [600, 'EQ'],
    ]);
    const bounds = await cellsOf(before({ ...HOUSEHOLDS, period: '2026' }, weightOf('2022-S1')));
    expect(bounds.map(({ value, valueLow, qualifier }) => [value ?? valueLow, qualifier])).toEqual([
      [0, 'EQ'],
      [400, 'GE'],
      [600, 'GE'],
    ]);
  });

  it.each([
    ['is missing for one part', '2023'],
    ['is zero for all parts', '2022'],
    ['is only bounded for one part', '2023-S1'],
    ['is of a period without any', '2021'],
  ])('is not apportioned by a weight that %s, least of all in equal shares', async (_how, period) => {
    for (const cell of await cellsOf(before(HOUSEHOLDS, weightOf(period))))
      expect(cell).toMatchObject({
        origin: 'IMPOSSIBLE',
        value: null,
        valueLow: null,
        reasonCode: 'WEIGHT_MISSING',
        reason: expect.stringContaining('PC_CHILDREN[AGE=Y_LT16]: Hữu Kiệm'),
      });
  });

  it('is apportioned to the district in which a part of it lies too, or says that it was divided', async () => {
    const merged = await database.query<{ code: string; own: number; all: number }>(
      `select successor_code as code, count(*) filter (where parent_code = $1)::int as own, count(*)::int as all
       from administrative_units.lineage join administrative_units.unit on code = predecessor_code
       where effective_date = '2025-07-01' and lineage.kind <> 'ABOLISH' and level = 'COMMUNE'
       group by successor_code having bool_or(parent_code = $1) and bool_and(share = 1) order by successor_code`,
      [DISTRICT],
    );
    const parts = await database.query<{ code: string }>(
      `select distinct predecessor_code as code from administrative_units.lineage
       where effective_date = '2025-07-01' and kind <> 'ABOLISH' and successor_code = any($1)`,
      [merged.map(({ code }) => code)],
    );
    const whole = merged.find(({ own, all }) => own === all)!.code;
    await fileSynthetic(database, [
      households(whole, { period: '2028', value: 7 }),
      ...merged.map(({ code }) => households(code, { period: '2029', value: 120 })),
      ...weights(
        '2020',
        parts.map(({ code }) => code),
        parts.map(() => 5),
      ),
    ]);
    const cell = async (period: string, weight?: FigureInput) => {
      const [found] = await cellsOf({
        units: { codes: [DISTRICT] },
        columns: [{ figure: { ...HOUSEHOLDS, period }, weight: weight ?? null }],
        boundaries: { kind: 'ON_DATE', on: '2025-06-30' },
      });
      return found!;
    };
    const divided = { reasonCode: 'BOUNDARY_DIVIDED', reason: expect.stringContaining(`Thông Nguyên (${ACROSS})`) };
    expect(await cell('2027')).toMatchObject({ origin: 'IMPOSSIBLE', valueLow: null, ...divided });
    const known = await cell('2028');
    expect(known).toMatchObject({ origin: 'CONVERTED_EXACTLY', value: null, valueLow: 7, qualifier: 'GE', ...divided });
    expect(known.coverage!.have).toBeLessThan(known.coverage!.of);
    // Of each commune that lies across, the share that its parts in the district have of its children.
    expect(await cell('2029', weightOf('2020'))).toMatchObject({
      origin: 'CONVERTED_BY_ESTIMATE',
      obsStatus: 'ESTIMATED',
      value: merged.reduce((sum, { own, all }) => sum + (120 * own) / all, 0),
    });
    // Other communes of the district have no figure.
    expect(await cell('2027', weightOf('2020'))).toMatchObject({ origin: 'IMPOSSIBLE', reasonCode: 'OPERAND_MISSING' });
    expect(await cell('2028', weightOf('2019'))).toMatchObject({ valueLow: 7, reasonCode: 'WEIGHT_MISSING' });
  });

  it('is not apportioned where persons may repeat', async () => {
    const [cell] = await cellsOf(before({ indicator: 'LE_VOC_TRAINEES', period: '2025' }, weightOf('2024')));
    expect(cell).toMatchObject({ origin: 'IMPOSSIBLE', value: null, reasonCode: 'BOUNDARY_DIVIDED' });
  });

  it('by a law that states no share gives its successors nothing, since no weight of the part is known', async () => {
    const [cell] = await cellsOf({
      units: { codes: [WITH_A_PART] },
      columns: [{ figure: HOUSEHOLDS, weight: weightOf('2024') }],
      boundaries: { kind: 'ON_DATE', on: '2025-07-01' },
    });
    expect(cell).toMatchObject({ origin: 'IMPOSSIBLE', value: null, valueLow: null, reasonCode: 'WEIGHT_MISSING' });
  });

  it('shows the weights and where they come from when it is explained', async () => {
    const { data, errors } = await ask(
      `query ($input: CombinedTableInput!, $unit: ID!) { explain(input: $input, unit: $unit, column: "c1") {
        cell { value } parts { role unit indicator weight cell { value } figure { value citation { source } } }
        revisions { indicator } citations { number citation { title } }
      } }`,
      { input: before(HOUSEHOLDS, weightOf('2024')), unit: FORMER[1] },
    );
    expect(errors).toBeUndefined();
    const { cell, parts, citations } = data.explain;
    expect(cell.value).toBe(300);
    const filed = (value: number) => ({ value, citation: { source: 'synthetic-figures-of-a-test' } });
    expect(parts).toEqual([
      {
        role: 'part',
        unit: MERGED,
        indicator: 'PR_HOUSEHOLDS',
        weight: 0.3,
        cell: { value: 1_000 },
        figure: filed(1_000),
      },
      ...[FORMER[1], FORMER[0], FORMER[2]].map((unit) => {
        const value = { [FORMER[0]!]: 200, [FORMER[1]!]: 300, [FORMER[2]!]: 500 }[unit!]!;
        return { role: 'weight', unit, indicator: 'PC_CHILDREN', weight: null, cell: { value }, figure: filed(value) };
      }),
    ]);
    expect(citations.map((one: any) => one.citation.title)).toEqual(
      Array.from({ length: 2 }, () => 'SYNTHETIC FIGURES, made up by a test'),
    );
  });
});
