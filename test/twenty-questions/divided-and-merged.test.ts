import { describe, expect, it } from '@jest/globals';
import { askTable, figure } from '../support/plain-table.ts';
import { useGraph } from '../support/use-graph.ts';

const QUANG_LONG = '06946-20211101';
const NINH_BINH = '37-20250701';

describe('figures of units that were divided or merged', () => {
  const graph = useGraph();

  it('12: Quảng Long is divided between two communes of today; its job fair belongs to neither, and would not by weights', async () => {
    const { data } = await graph.ask(`{ administrativeUnit(code: "${QUANG_LONG}") {
      name validTo successors(on: "2025-07-01") { unit { code name } kind share legalBasis }
    } }`);
    const part = (code: string, name: string) => ({
      unit: { code, name },
      kind: 'SPLIT',
      share: null,
      legalBasis: '1679/NQ-UBTVQH15',
    });
    expect(data.administrativeUnit).toEqual({
      name: 'Quảng Long',
      validTo: '2025-07-01',
      successors: [part('06922-20250701', 'Quảng Hà'), part('06946-20250701', 'Đường Hoa')],
    });
    const columns = [
      figure('LE_JOBFAIR_PARTICIPANTS', { id: 'people' }),
      figure('LE_JOBFAIR_EMPLOYERS', { id: 'firms' }),
      { ...figure('LE_JOBFAIR_PARTICIPANTS', { id: 'weighted' }), weight: { indicator: 'PC_POPULATION' } },
    ];
    const reported = (bound: string, item: number) =>
      `REPORTED GT ${bound} | 2025-03-21 as of 2025-03-21 | UNVALIDATED FREE | [press_baoquangninh_2025 #${item}]`;
    const divided = (item: number) =>
      `IMPOSSIBLE | 2025-03-21 | MISSING | BOUNDARY_DIVIDED (units were divided: only sums and rates can be estimated, by an indicator that is named as weight: Quảng Long (${QUANG_LONG})) | [press_baoquangninh_2025 #${item}] | ! INCOMPLETE`;
    const cells = [reported('500.. PS', 26), reported('20.. ENTERPRISE', 27), reported('500.. PS', 26)];
    const ids = ['people', 'firms', 'weighted'];
    const boundaries = { kind: 'TWO_DATES', on: '2025-06-30', and: '2025-07-01' } as const;
    expect(await askTable(graph, { units: { codes: [QUANG_LONG] }, columns, boundaries })).toEqual({
      columns: [
        'people LE_JOBFAIR_PARTICIPANTS in PS',
        'firms LE_JOBFAIR_EMPLOYERS in ENTERPRISE',
        'weighted LE_JOBFAIR_PARTICIPANTS_2 in PS weighted by PC_POPULATION',
      ],
      rows: [
        [
          `${QUANG_LONG} Quảng Long, on 2025-06-30, there 06922-20250701 06946-20250701`,
          ...cells.map((cell) => `${cell} | ! ALL_UNVALIDATED`),
        ],
        [
          '06922-20250701 Quảng Hà, on 2025-07-01, there 06922-20211101 06940-20211101 06943-20211101 06946-20211101 06952-20211101',
          ...[26, 27, 26].map(divided),
        ],
        [
          '06946-20250701 Đường Hoa, on 2025-07-01, there 06928-20211101 06946-20211101 06949-20211101',
          ...[26, 27, 26].map(divided),
        ],
      ],
      coverage: ids.map(
        (id, n) =>
          `${id} 1 of 3 from labour-and-employment | IMPOSSIBLE 2 REPORTED 1 | MISSING 2 UNVALIDATED 1 | GT 1 | BOUNDARY_DIVIDED 2 | nearest COMMUNE 1: ${QUANG_LONG} Quảng Long: ${cells[n]}`,
      ),
      warnings: [
        ...ids.map((id) => `${id} ALL_UNVALIDATED (${QUANG_LONG}): no figure has been confirmed by the owning agency`),
        ...ids.map((id) => `${id} INCOMPLETE (06922-20250701 06946-20250701): not every unit has a figure`),
      ],
      citations: [26, 27].map((item) => `labour-and-employment: press_baoquangninh_2025 #${item}`),
      builtFrom: ['labour-and-employment'],
      answered: '3 of 3 rows',
    });
  });

  it('15: "over 95 %" is of Ninh Bình since July 2025, not of the three provinces that it is made of, whose populations add up', async () => {
    const columns = [
      figure('PC_INFO_MANAGED_RATE', { id: 'managed', period: '2025' }),
      figure('PC_POPULATION', { id: 'population', period: '2024' }),
    ];
    const rate = 'REPORTED GT 95.. PT | 2025 YEAR_TO_DATE | UNVALIDATED FREE | [press_baoninhbinh_2025 #1]';
    const before = (code: string, name: string, population: string) => [
      `${code} ${name}, on 2025-06-30, there ${NINH_BINH}`,
      `IMPOSSIBLE | 2025 | MISSING | NO_PARTS_FILED (its parts are not filed, so that it cannot be recomputed for these boundaries: Ninh Bình (${NINH_BINH})) | [press_baoninhbinh_2025 #1] | ! INCOMPLETE`,
      `REPORTED EQ ${population} 10^3 PS | 2024 | PROVISIONAL FREE | [nso_e0203_07]`,
    ];
    const boundaries = { kind: 'TWO_DATES', on: '2025-06-30', and: '2025-12-31' } as const;
    expect(await askTable(graph, { units: { codes: [NINH_BINH] }, columns, boundaries })).toEqual({
      columns: ['managed PC_INFO_MANAGED_RATE in PT', 'population PC_POPULATION in 10^3 PS'],
      rows: [
        before('35-20211101', 'Hà Nam', '894.215'),
        before('36-20211101', 'Nam Định', '1894.204'),
        before('37-20211101', 'Ninh Bình', '1030.341'),
        [
          `${NINH_BINH} Ninh Bình, on 2025-12-31, there 35-20211101 36-20211101 37-20211101`,
          `${rate} | ! ALL_UNVALIDATED PERIOD_NOT_ENDED`,
          'CONVERTED_EXACTLY EQ 3818.760 10^3 PS | 2024 | PROVISIONAL | = sum(PC_POPULATION) | 3/3 | [nso_e0203_07]',
        ],
      ],
      coverage: [
        `managed 1 of 4 from population-and-children | IMPOSSIBLE 3 REPORTED 1 | MISSING 3 UNVALIDATED 1 | GT 1 | NO_PARTS_FILED 3 | nearest PROVINCE 1: ${NINH_BINH} Ninh Bình: ${rate}`,
        'population 4 of 4 from population-and-children | REPORTED 3 CONVERTED_EXACTLY 1 | PROVISIONAL 4 | EQ 4',
      ],
      warnings: [
        `managed ALL_UNVALIDATED (${NINH_BINH}): no figure has been confirmed by the owning agency`,
        `managed PERIOD_NOT_ENDED (${NINH_BINH}): published before the period ended (year to date)`,
        'managed INCOMPLETE (35-20211101 36-20211101 37-20211101): not every unit has a figure',
      ],
      citations: ['population-and-children: press_baoninhbinh_2025 #1', 'population-and-children: nso_e0203_07'],
      builtFrom: ['population-and-children'],
      answered: '4 of 4 rows',
    });
  });
});
