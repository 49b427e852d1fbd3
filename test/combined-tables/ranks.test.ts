import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CombinedTableInput, FigureInput } from '../../subgraphs/custom-views/table/input.ts';
import { tablePage } from '../support/combined-table.ts';
import { fileSynthetic, type SyntheticFigure } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

/** Communes of Nghệ An before the reform, in the order of their codes: Bảo Nam, Bảo Thắng, Hữu Lập, Hữu Kiệm. */
const UNITS = ['16840-20211101', '16843-20211101', '16849-20211101', '16861-20211101'];
const filed = (period: string, figures: readonly (Partial<SyntheticFigure> | null)[]): SyntheticFigure[] =>
  figures.flatMap((figure, place) =>
    figure ? [{ indicator: 'PR_HOUSEHOLDS', unit: UNITS[place]!, period, ...figure }] : [],
  );

describe('a table in order', () => {
  const graph = useGraph();
  const asked = (
    figure: Omit<FigureInput, 'indicator'>,
    more: Partial<CombinedTableInput> = {},
  ): CombinedTableInput => ({
    units: { codes: UNITS },
    columns: [{ figure: { indicator: 'PR_HOUSEHOLDS', ...figure } }],
    order: [{ column: 'c1' }],
    ...more,
  });
  const ranked = async (input: CombinedTableInput) => {
    const { rows } = await tablePage(graph, input);
    return rows.map(({ code, rank, unrankedReason }) => [
      code.slice(0, 5),
      rank ? `${rank.from}-${rank.to}/${rank.shared}` : unrankedReason,
    ]);
  };

  beforeAll(() =>
    fileSynthetic(graph.database, [
      ...filed('2022', [{ value: 7 }, null, { value: 7 }, { value: 0 }]),
      ...filed('2023', [
        { value: 7 },
        { low: 5, qualifier: 'GE' },
        { low: 1, high: 7, qualifier: 'RANGE' },
        { value: 9 },
      ]),
      ...filed('2024', [{ value: 7 }, { value: 8 }, { value: 1 }, { value: 2, status: 'UNVALIDATED' }]),
      ...filed('2019', [
        { value: 500, qualifier: 'APPROX' },
        { value: 500 },
        { value: 499, qualifier: 'APPROX' },
        { value: 501 },
      ]),
      ...filed('2024-S1', [null, null, null, { value: 3 }]),
      { indicator: 'PR_HOUSEHOLDS', unit: '16846-20211101', period: '2022', value: 4 },
      { indicator: 'PR_HOUSEHOLDS', unit: '16849-20250701', period: '2024', value: 40 },
    ]),
  );

  it('lets equal values share a rank, ranks a true zero, and leaves what is missing unranked and last', async () => {
    expect(await ranked(asked({ period: '2022' }))).toEqual([
      ['16840', '1-1/2'],
      ['16849', '1-1/2'],
      ['16861', '3-3/1'],
      ['16843', 'NO_FIGURE'],
    ]);
    expect(await ranked(asked({ period: '2022' }, { order: [{ column: 'c1', direction: 'ASCENDING' }] }))).toEqual([
      ['16861', '1-1/1'],
      ['16840', '2-2/2'],
      ['16849', '2-2/2'],
      ['16843', 'NO_FIGURE'],
    ]);
  });

  it('gives bounds the places that are possible, and warns of them', async () => {
    expect(await ranked(asked({ period: '2023' }))).toEqual([
      ['16861', '1-2/1'],
      ['16843', '1-4/1'],
      ['16840', '2-3/1'],
      ['16849', '2-4/1'],
    ]);
    const { warnings } = await tablePage(graph, asked({ period: '2023' }));
    expect(warnings).toMatchObject([
      { code: 'BOUNDS_AMONG_EXACT', units: [UNITS[1], UNITS[2]], count: 2, refusesRank: false },
    ]);
  });

  it('lets an approximate value stand before or after an equal one', async () => {
    const equal = [
      ['16840', '2-3/1'],
      ['16843', '2-3/1'],
    ];
    expect(await ranked(asked({ period: '2019' }))).toEqual([['16861', '1-1/1'], ...equal, ['16849', '4-4/1']]);
    expect(await ranked(asked({ period: '2019' }, { order: [{ column: 'c1', direction: 'ASCENDING' }] }))).toEqual([
      ['16849', '1-1/1'],
      ...equal,
      ['16861', '4-4/1'],
    ]);
  });

  it.each<[string, CombinedTableInput, string]>([
    ['an unvalidated figure among official ones', asked({ period: '2024' }), 'MIXED_VALIDATION'],
    [
      'years among which one is another',
      asked({ upTo: '2023' }, { units: { codes: [...UNITS, '16846-20211101'] } }),
      'UNLIKE_PERIODS',
    ],
    ['half a year among years', asked({ upTo: '2024-S1' }), 'UNLIKE_PERIOD_LENGTHS'],
    [
      'units that were never in force together',
      asked({ period: '2024' }, { units: { codes: [...UNITS.slice(0, 3), '16849-20250701'] } }),
      'OTHER_BOUNDARIES',
    ],
  ])('refuses to rank %s, unless asked to, and warns either way', async (_what, input, code) => {
    const refused = await tablePage(graph, input);
    expect(refused.rankRefused).toBe(true);
    expect(refused.rows.map(({ rank }) => rank)).toEqual(refused.rows.map(() => null));
    expect(new Set(refused.rows.map(({ unrankedReason }) => unrankedReason))).toEqual(new Set(['UNLIKE_FIGURES']));
    const warning = expect.objectContaining({ code, column: 'c1', refusesRank: true });
    expect(refused.warnings).toContainEqual(warning);

    const anyway = await tablePage(graph, { ...input, rankAnyway: true });
    expect(anyway.rankRefused).toBe(false);
    expect(anyway.rows.filter(({ rank }) => rank !== null).length).toBe(anyway.coverage[0]!.have);
    expect(anyway.warnings).toContainEqual(warning);
    const marked = anyway.rows.filter(({ cells }) => cells[0]!.warnings.includes(code));
    expect(marked.length).toBeGreaterThan(0);
  });

  it('ranks the boundaries of two dates apart', async () => {
    const former = UNITS.filter((unit) => unit !== '16843-20211101');
    const { rows } = await tablePage(graph, {
      ...asked({ period: '2024' }, { rankAnyway: true }),
      units: { codes: [...former, '16849-20250701'] },
      boundaries: { kind: 'TWO_DATES', on: '2025-06-30', and: '2025-07-01' },
    });
    expect(
      rows.map(({ code, boundariesOn, rank, counterparts }) => [code, boundariesOn, rank?.from, counterparts]),
    ).toEqual([
      ['16840-20211101', '2025-06-30', 1, ['16849-20250701']],
      ['16861-20211101', '2025-06-30', 2, ['16849-20250701']],
      ['16849-20211101', '2025-06-30', 3, ['16849-20250701']],
      ['16849-20250701', '2025-07-01', 1, former],
    ]);
  });
});
