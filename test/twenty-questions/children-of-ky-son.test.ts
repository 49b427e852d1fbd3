import { describe, expect, it } from '@jest/globals';
import { askTable, figure, slice } from '../support/plain-table.ts';
import { useGraph } from '../support/use-graph.ts';

const KY_SON = '417-20211101';

const away = (id: string, ...workplaces: string[]) =>
  figure('PC_CHILDREN_PARENTS_AWAY', {
    id,
    period: '2023-11-27',
    ...(workplaces.length > 0 ? slice('PARENT_WORKPLACE', ...workplaces) : {}),
  });
/** Children with parents away per 1,000 children, and the near-poor rate beside it. */
const RANKING = [
  {
    id: 'rate',
    rate: {
      numerator: { indicator: 'PC_CHILDREN_PARENTS_AWAY' },
      denominator: { indicator: 'PC_CHILDREN', ...slice('AGE', 'Y_LT16') },
    },
  },
  figure('PR_NEARPOOR_RATE', { id: 'nearPoor', ...slice('STANDARD', 'NAT_2022_2025') }),
];
const RATE = '= PC_CHILDREN_PARENTS_AWAY / PC_CHILDREN[AGE=Y_LT16] * 1000';
const NO_FIGURE = 'MISSING | MISSING | NO_FIGURE (no figure for this period and slice) | ! INCOMPLETE';
const noRate = (code: string, name: string) =>
  `IMPOSSIBLE | MISSING | NO_NUMERATOR (no numerator: PC_CHILDREN_PARENTS_AWAY, ${name} (${code}): NO_FIGURE) | ${RATE} | ! INCOMPLETE`;

/** The communes of today, each with those of 2023 that it holds whole. */
const COMMUNES: Readonly<Record<string, string>> = {
  '16813-20250701 Mường Xén': '16813-20211101 Mường Xén, 16852-20211101 Tà Cạ, 16864-20211101 Tây Sơn',
  '16816-20250701 Mỹ Lý': '16816-20211101 Mỹ Lý',
  '16819-20250701 Bắc Lý': '16819-20211101 Bắc Lý',
  '16822-20250701 Keng Đu': '16822-20211101 Keng Đu',
  '16828-20250701 Huồi Tụ': '16828-20211101 Huồi Tụ',
  '16831-20250701 Mường Lống': '16831-20211101 Mường Lống',
  '16834-20250701 Na Loi': '16825-20211101 Đoọc Mạy, 16834-20211101 Na Loi',
  '16837-20250701 Nậm Cắn': '16837-20211101 Nậm Cắn, 16843-20211101 Phà Đánh',
  '16849-20250701 Hữu Kiệm': '16840-20211101 Bảo Nam, 16849-20211101 Hữu Lập, 16861-20211101 Hữu Kiệm',
  '16855-20250701 Chiêu Lưu': '16846-20211101 Bảo Thắng, 16855-20211101 Chiêu Lưu',
  '16858-20250701 Mường Típ': '16858-20211101 Mường Típ, 16867-20211101 Mường Ải',
  '16870-20250701 Na Ngoi': '16870-20211101 Na Ngoi, 16873-20211101 Nậm Càn',
};
const split = (unit: string) => [unit.slice(0, 14), unit.slice(15)] as const;

describe('children of Kỳ Sơn whose parents work far away', () => {
  const graph = useGraph();

  it('1: 3,174 children have parents away, 263 in the province and 2,911 outside, each with its source', async () => {
    const source = (item: number) => `[press_baonghean_2023 #${item}]`;
    const reported = (value: number, item: number) =>
      `REPORTED EQ ${value} PS | 2023-11-27 as of 2023-11-27 | UNVALIDATED FREE | ${source(item)} | ! ALL_UNVALIDATED`;
    const formula =
      'PC_CHILDREN_PARENTS_AWAY[PARENT_WORKPLACE=IN_PROVINCE] + PC_CHILDREN_PARENTS_AWAY[PARENT_WORKPLACE=OUTSIDE_PROVINCE]';
    const ids = ['all', 'within', 'outside', 'sum'];
    const columns = [
      away('all'),
      away('within', 'IN_PROVINCE'),
      away('outside', 'OUTSIDE_PROVINCE'),
      away('sum', 'IN_PROVINCE', 'OUTSIDE_PROVINCE'),
    ];
    expect(await askTable(graph, { units: { codes: [KY_SON] }, columns })).toEqual({
      columns: [
        'all PC_CHILDREN_PARENTS_AWAY in PS',
        'within PC_CHILDREN_PARENTS_AWAY_PARENT_WORKPLACE_IN_PROVINCE in PS',
        'outside PC_CHILDREN_PARENTS_AWAY_PARENT_WORKPLACE_OUTSIDE_PROVINCE in PS',
        `sum PC_CHILDREN_PARENTS_AWAY_PARENT_WORKPLACE_IN_PROVINCE_AND_PARENT_WORKPLACE_OUTSIDE_PROVINCE in PS = ${formula}`,
      ],
      rows: [
        [
          `${KY_SON} Kỳ Sơn`,
          reported(3174, 8),
          reported(263, 9),
          reported(2911, 10),
          `DERIVED EQ 3174 PS | 2023-11-27 | UNVALIDATED | = ${formula} | 2/2 | ${source(9)} ${source(10)} | ! ALL_UNVALIDATED`,
        ],
      ],
      coverage: ids.map(
        (id) =>
          `${id} 1 of 1 from population-and-children | ${id === 'sum' ? 'DERIVED' : 'REPORTED'} 1 | UNVALIDATED 1 | EQ 1`,
      ),
      warnings: ids.map((id) => `${id} ALL_UNVALIDATED (${KY_SON}): no figure has been confirmed by the owning agency`),
      citations: [8, 9, 10].map((item) => `population-and-children: press_baonghean_2023 #${item}`),
      builtFrom: ['population-and-children'],
      answered: '1 of 1 rows',
    });
    const { data } = await graph.ask(
      `query ($input: CombinedTableInput!) { explain(input: $input, unit: "${KY_SON}", column: "sum") {
        parts { role unit indicator dimensions { code } cell { value } figure { id citation { publisher title published locator } } }
        revisions { id asOf citation { locator } }
      } }`,
      { input: { units: { codes: [KY_SON] }, columns } },
    );
    const citation = (locator: string) => ({
      publisher: 'Báo Nghệ An (Baonghean.vn)',
      title: expect.stringContaining('Ky Son'),
      published: '2023-11-30',
      locator,
    });
    const part = (code: string, value: number, item: string) => ({
      role: 'part',
      unit: KY_SON,
      indicator: 'PC_CHILDREN_PARENTS_AWAY',
      dimensions: [{ code }],
      cell: { value },
      figure: { id: expect.stringMatching(/^PC_CHILDREN_PARENTS_AWAY\./), citation: citation(item) },
    });
    const parts = [part('IN_PROVINCE', 263, '9'), part('OUTSIDE_PROVINCE', 2911, '10')];
    expect(data.explain.parts).toEqual(parts);
    expect(data.explain.revisions).toEqual(
      data.explain.parts.map(
        ({
          figure: {
            id,
            citation: { locator },
          },
        }: any) => ({
          id,
          asOf: expect.stringMatching(/^\d{4}-/),
          citation: { locator },
        }),
      ),
    );
  });

  it('2: the 12 communes of today cannot be ranked: none has data, the district has 3,174, and nobody a number of children', async () => {
    const columns = [...RANKING, figure('PC_CHILDREN_PARENTS_AWAY', { id: 'away' })];
    const order = [{ column: 'rate' }];
    const today = { level: 'COMMUNE', within: KY_SON, on: '2026-11-01' };
    const codes = Object.keys(COMMUNES).map((unit) => split(unit)[0]);
    const incomplete = (id: string) =>
      `${id} INCOMPLETE (${codes.slice(0, 10).join(' ')} and 2 more): not every unit has a figure`;
    const district = 'REPORTED EQ 3174 PS | 2023-11-27 as of 2023-11-27 | UNVALIDATED FREE | [press_baonghean_2023 #8]';
    expect(await askTable(graph, { units: today, columns, order })).toEqual({
      columns: [
        `rate PC_CHILDREN_PARENTS_AWAY_PER_1000_PC_CHILDREN_AGE_Y_LT16 in PS_PER_1000_PS ${RATE}`,
        'nearPoor PR_NEARPOOR_RATE_STANDARD_NAT_2022_2025 in PT',
        'away PC_CHILDREN_PARENTS_AWAY in PS',
      ],
      rows: Object.keys(COMMUNES).map((unit) => [
        `${unit}, unranked NO_NUMERATOR`,
        noRate(...split(unit)),
        NO_FIGURE,
        NO_FIGURE,
      ]),
      coverage: [
        'rate 0 of 12 from population-and-children | IMPOSSIBLE 12 | MISSING 12 | NO_NUMERATOR 12',
        'nearPoor 0 of 12 from poverty-reduction | MISSING 12 | MISSING 12 | NO_FIGURE 12',
        `away 0 of 12 from population-and-children | MISSING 12 | MISSING 12 | NO_FIGURE 12 | nearest DISTRICT 1: ${KY_SON} Kỳ Sơn: ${district}`,
      ],
      warnings: [incomplete('rate'), incomplete('nearPoor'), incomplete('away')],
      citations: ['population-and-children: press_baonghean_2023 #8'],
      builtFrom: ['population-and-children', 'poverty-reduction'],
      answered: '12 of 12 rows',
    });
    const { rows } = await askTable(graph, { units: { codes: [KY_SON] }, columns, order });
    expect(rows).toEqual([
      [
        `${KY_SON} Kỳ Sơn, unranked NO_DENOMINATOR`,
        `IMPOSSIBLE | 2023-11-27 | MISSING | NO_DENOMINATOR (no denominator: PC_CHILDREN[AGE=Y_LT16], Kỳ Sơn (${KY_SON}): NO_FIGURE) | ${RATE} | [press_baonghean_2023 #8] | ! INCOMPLETE`,
        NO_FIGURE,
        `${district} | ! ALL_UNVALIDATED`,
      ],
    ]);
  });

  it('3: in the geography of 2023 and in that of 2025, side by side, the ranking has no data either', async () => {
    const boundaries = { kind: 'TWO_DATES', on: '2023-11-27', and: '2025-07-01' } as const;
    const units = { level: 'COMMUNE', within: KY_SON, on: '2023-11-27' };
    const table = await askTable(graph, { units, columns: RANKING, order: [{ column: 'rate' }], boundaries });
    const cells = (unit: string) => [noRate(...split(unit)), NO_FIGURE];
    const pairs = Object.entries(COMMUNES).flatMap(([now, then]) => then.split(', ').map((one) => [one, now] as const));
    expect(table.rows).toEqual([
      ...pairs
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([then, now]) => [
          `${then}, on 2023-11-27, there ${split(now)[0]}, unranked NO_NUMERATOR`,
          ...cells(then),
        ]),
      ...Object.entries(COMMUNES).map(([now, then]) => {
        const whole = then.split(', ').map((one) => split(one)[0]);
        return [`${now}, on 2025-07-01, there ${whole.join(' ')}, unranked NO_NUMERATOR`, ...cells(now)];
      }),
    ]);
    expect(table.coverage).toEqual([
      'rate 0 of 33 from population-and-children | IMPOSSIBLE 33 | MISSING 33 | NO_NUMERATOR 33',
      'nearPoor 0 of 33 from poverty-reduction | MISSING 33 | MISSING 33 | NO_FIGURE 33',
    ]);
    expect(table).toMatchObject({ citations: [], answered: '33 of 33 rows' });
  });
});
