import { describe, expect, it } from '@jest/globals';
import { askTable, figure } from '../support/plain-table.ts';
import { publishedFigures } from '../support/published-figures.ts';
import { useGraph } from '../support/use-graph.ts';

/** Today's provinces that are what they were, by their insurance cover in 2024. */
const UNCHANGED = [
  '46-20250101 Huế',
  '01-20211101 Hà Nội',
  '11-20211101 Điện Biên',
  '20-20211101 Lạng Sơn',
  '22-20211101 Quảng Ninh',
  '04-20211101 Cao Bằng',
  '12-20211101 Lai Châu',
  '14-20211101 Sơn La',
  '38-20211101 Thanh Hóa',
  '40-20211101 Nghệ An',
  '42-20211101 Hà Tĩnh',
];

/** Those that were made of several, the one with most communes first. */
const MERGED: Readonly<Record<string, string>> = {
  '08-20250701 Tuyên Quang': 'Hà Giang (02-20211101), Tuyên Quang (08-20211101)',
  '15-20250701 Lào Cai': 'Yên Bái (15-20211101), Lào Cai (10-20211101)',
  '19-20250701 Thái Nguyên': 'Thái Nguyên (19-20211101), Bắc Kạn (06-20211101)',
  '24-20250701 Bắc Ninh': 'Bắc Giang (24-20211101), Bắc Ninh (27-20211101)',
  '25-20250701 Phú Thọ': 'Phú Thọ (25-20211101), Hòa Bình (17-20211101), Vĩnh Phúc (26-20211101)',
  '31-20250701 Hải Phòng': 'Hải Phòng (31-20211101), Hải Dương (30-20211101)',
  '33-20250701 Hưng Yên': 'Thái Bình (34-20211101), Hưng Yên (33-20211101)',
  '37-20250701 Ninh Bình': 'Nam Định (36-20211101), Ninh Bình (37-20211101), Hà Nam (35-20211101)',
  '44-20250701 Quảng Trị': 'Quảng Bình (44-20211101), Quảng Trị (45-20211101)',
  '48-20250701 Đà Nẵng': 'Quảng Nam (49-20211101), Đà Nẵng (48-20211101)',
  '51-20250701 Quảng Ngãi': 'Quảng Ngãi (51-20211101), Kon Tum (62-20211101)',
  '52-20250701 Gia Lai': 'Gia Lai (64-20211101), Bình Định (52-20211101)',
  '56-20250701 Khánh Hòa': 'Khánh Hòa (56-20211101), Ninh Thuận (58-20211101)',
  '66-20250701 Đắk Lắk': 'Đắk Lắk (66-20211101), Phú Yên (54-20211101)',
  '68-20250701 Lâm Đồng': 'Lâm Đồng (68-20211101), Bình Thuận (60-20211101), Đắk Nông (67-20211101)',
  '75-20250701 Đồng Nai': 'Đồng Nai (75-20211101), Bình Phước (70-20211101)',
  '79-20250701 Hồ Chí Minh': 'Hồ Chí Minh (79-20211101), Bình Dương (74-20211101), Bà Rịa - Vũng Tàu (77-20211101)',
  '80-20250701 Tây Ninh': 'Long An (80-20211101), Tây Ninh (72-20211101)',
  '82-20250701 Đồng Tháp': 'Tiền Giang (82-20211101), Đồng Tháp (87-20211101)',
  '86-20250701 Vĩnh Long': 'Bến Tre (83-20211101), Vĩnh Long (86-20211101), Trà Vinh (84-20211101)',
  '91-20250701 An Giang': 'An Giang (89-20211101), Kiên Giang (91-20211101)',
  '92-20250701 Cần Thơ': 'Sóc Trăng (94-20211101), Cần Thơ (92-20211101), Hậu Giang (93-20211101)',
  '96-20250701 Cà Mau': 'Cà Mau (96-20211101), Bạc Liêu (95-20211101)',
};

const published = publishedFigures().filter(
  ({ timePeriod, dimensions }) => timePeriod === '2024' && Object.keys(dimensions).length === 0,
);
/** A published figure of 2024, of the unit with this code of the statistics office before July 2025. */
const valueOf = (indicator: string, code: string) =>
  published.find((one) => one.indicator === indicator && one.refArea === `${code.slice(0, 2)}-20211101`)!.value!;
const insured = (code: string) => valueOf('HC_HI_COVERAGE', code);

describe('the 34 provinces of today', () => {
  const graph = useGraph();
  const units = { level: 'PROVINCE', on: '2025-07-01' };
  const boundaries = { kind: 'ON_DATE', on: '2025-07-01' } as const;
  const column = figure('HC_HI_COVERAGE', { id: 'insured', period: '2024' });
  const order = [{ column: 'insured' }];
  const merged = Object.keys(MERGED).map((unit) => unit.slice(0, 11));
  const reported = (unit: string) =>
    `REPORTED EQ ${insured(unit).toFixed(1)} PT | 2024${unit.startsWith('46') ? ' | of 46-20211101' : ''} | PROVISIONAL FREE | [nso_e0324]`;

  it('are 11 with a rate of insurance and 23 without: it has no parts, and is not averaged', async () => {
    const table = await askTable(graph, { units, columns: [column], order, boundaries });
    expect(table).toEqual({
      columns: ['insured HC_HI_COVERAGE in PT'],
      rows: [
        ...UNCHANGED.map((unit, n) => [`${unit}, on 2025-07-01, rank ${n + 1}`, reported(unit)]),
        ...Object.entries(MERGED).map(([unit, parts]) => [
          `${unit}, on 2025-07-01, unranked NO_PARTS_FILED`,
          `IMPOSSIBLE | 2024 | MISSING | NO_PARTS_FILED (its parts are not filed, so that it cannot be recomputed for these boundaries: ${parts}) | [nso_e0324] | ! INCOMPLETE`,
        ]),
      ],
      coverage: [
        expect.stringMatching(
          /^insured 11 of 34 from health-coverage \| IMPOSSIBLE 23 REPORTED 11 \| MISSING 23 PROVISIONAL 11 \| EQ 11 \| NO_PARTS_FILED 23 \| nearest PROVINCE 52: 02-20211101 Hà Giang: REPORTED EQ 96\.3 PT \| 2024/,
        ),
      ],
      warnings: [`insured INCOMPLETE (${merged.slice(0, 10).join(' ')} and 13 more): not every unit has a figure`],
      citations: ['health-coverage: nso_e0324'],
      builtFrom: ['health-coverage'],
      answered: '34 of 34 rows',
    });
  });

  it('have all 34 a rate where the population is named as its weight, 23 of them as estimates that say so', async () => {
    const weighted = { ...column, weight: { indicator: 'PC_POPULATION', period: '2024' } };
    const table = await askTable(graph, { units, columns: [weighted], order, boundaries });
    const mean = (parts: string) => {
      const codes = [...parts.matchAll(/\((\d\d)-/g)].map(([, code]) => code!);
      const people = codes.map((code) => valueOf('PC_POPULATION', code));
      const weightedSum = codes.reduce((sum, code, n) => sum + insured(code) * people[n]!, 0);
      return (weightedSum / people.reduce((sum, one) => sum + one, 0)).toFixed(1);
    };
    const cells = new Map([
      ...UNCHANGED.map((unit) => [unit, reported(unit)] as const),
      ...Object.entries(MERGED).map(([unit, parts]) => {
        const isLow = unit.startsWith('92');
        const of = parts.split(', ').length;
        return [
          unit,
          `CONVERTED_BY_ESTIMATE EQ ${mean(parts)} PT | 2024 | ${isLow ? 'LOW_RELIABILITY' : 'ESTIMATED'} | = sum(HC_HI_COVERAGE * PC_POPULATION) / sum(PC_POPULATION) | ${of}/${of} | [nso_e0324] [nso_e0203_07] | ! ESTIMATED${isLow ? ' LOW_RELIABILITY' : ''}`,
        ] as const;
      }),
    ]);
    const value = (cell: string) => Number(/EQ (\S+) /.exec(cell)![1]);
    const ranked = [...cells].toSorted(([a, left], [b, right]) => value(right) - value(left) || (a < b ? -1 : 1));
    expect(table.rows).toEqual(
      ranked.map(([unit, cell]) => {
        const rank = ranked.findIndex(([, other]) => value(other) === value(cell)) + 1;
        const sharing = ranked.filter(([, other]) => value(other) === value(cell)).length;
        return [`${unit}, on 2025-07-01, rank ${rank}${sharing > 1 ? ` shared by ${sharing}` : ''}`, cell];
      }),
    );
    expect(table).toMatchObject({
      columns: ['insured HC_HI_COVERAGE in PT weighted by PC_POPULATION'],
      coverage: [
        'insured 34 of 34 from health-coverage | CONVERTED_BY_ESTIMATE 23 REPORTED 11 | ESTIMATED 22 PROVISIONAL 11 LOW_RELIABILITY 1 | EQ 34',
      ],
      warnings: [
        `insured ESTIMATED (${merged.slice(0, 10).join(' ')} and 13 more): some values are estimates`,
        'insured LOW_RELIABILITY (92-20250701): some figures are of low reliability',
      ],
      citations: ['health-coverage: nso_e0324', 'population-and-children: nso_e0203_07'],
      builtFrom: ['health-coverage', 'population-and-children'],
      answered: '34 of 34 rows',
    });
  });
});
