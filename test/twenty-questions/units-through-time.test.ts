import { describe, expect, it } from '@jest/globals';
import { askTable, figure } from '../support/plain-table.ts';
import { useGraph } from '../support/use-graph.ts';

const QUANG_LONG = '06946-20211101';
const HAM_YEN = '074-20211101';
const AGENCIES = ['populationAndChildren', 'labourAndEmployment', 'povertyReduction', 'healthCoverage'];
/** All that the agencies have of a unit. */
const EVERYTHING = AGENCIES.map(
  (agency) => `${agency} {
    observations { indicator timePeriod value recordType dimensions { code } citation { source locator } } available { indicator }
  }`,
).join(' ');
const NOTHING = Object.fromEntries(AGENCIES.map((agency) => [agency, { observations: [], available: [] }]));
const unit = (code: string, name: string) => ({ code, name });
const merged = (code: string, name: string) => ({ unit: unit(code, name), kind: 'MERGE', share: 1 });
const ended = (code: string, name: string) => ({ unit: unit(code, name), kind: 'ABOLISH', share: null });

describe('units through time', () => {
  const graph = useGraph();

  it('13: 16849, 06946 and 15 meant other units in 2023 than in 2025', async () => {
    const { data } = await graph.ask(`{
      ${['16849', '06946', '15']
        .map(
          (code) => `in2023_${code}: administrativeUnit(gsoCode: "${code}", on: "2023-11-27") { code name validTo }
            in2025_${code}: administrativeUnit(gsoCode: "${code}", on: "2025-12-01") {
              code name validFrom predecessors(on: "2025-06-30") { unit { code name } kind share }
            }`,
        )
        .join('\n')}
    }`);
    const until = (code: string, name: string) => ({ ...unit(code, name), validTo: '2025-07-01' });
    const since = (code: string, name: string, ...predecessors: object[]) => ({
      ...unit(code, name),
      validFrom: '2025-07-01',
      predecessors,
    });
    expect(data).toEqual({
      in2023_16849: until('16849-20211101', 'Hữu Lập'),
      in2025_16849: since(
        '16849-20250701',
        'Hữu Kiệm',
        merged('16840-20211101', 'Bảo Nam'),
        merged('16849-20211101', 'Hữu Lập'),
        merged('16861-20211101', 'Hữu Kiệm'),
        ended('417-20211101', 'Kỳ Sơn'),
      ),
      in2023_06946: until(QUANG_LONG, 'Quảng Long'),
      in2025_06946: since(
        '06946-20250701',
        'Đường Hoa',
        merged('06928-20211101', 'Quảng Sơn'),
        { unit: unit(QUANG_LONG, 'Quảng Long'), kind: 'SPLIT', share: null },
        merged('06949-20211101', 'Đường Hoa'),
        ended('201-20211101', 'Hải Hà'),
      ),
      in2023_15: until('15-20211101', 'Yên Bái'),
      in2025_15: since('15-20250701', 'Lào Cai', merged('10-20211101', 'Lào Cai'), merged('15-20211101', 'Yên Bái')),
    });
  });

  it('14: of Hàm Yên district all that is known is four figures and a target; of its eight communes, and of Hàm Yên today, nothing', async () => {
    const { data } = await graph.ask(`{
      district: administrativeUnit(code: "${HAM_YEN}") {
        ${EVERYTHING} successors(on: "2025-07-01") { unit { code name ${EVERYTHING} } }
      }
      today: administrativeUnits(search: "Hàm Yên", on: "2025-12-01") {
        nodes { code name parent { name } predecessors(on: "2025-06-30") { unit { code name } kind share } ${EVERYTHING} }
      }
    }`);
    const known = (
      indicator: string,
      value: number,
      item: string,
      dimensions: object[] = [],
      timePeriod = '2023-S1',
    ) => ({
      indicator,
      timePeriod,
      value,
      recordType: indicator.endsWith('_TARGET') ? 'TARGET' : 'OBSERVATION',
      dimensions,
      citation: { source: 'press_hamyen_2023', locator: item },
    });
    const observations = [
      known('LE_VOC_CLASSES_HELD', 9, '1'),
      known('LE_VOC_CLASSES_OPENED', 8, '4', [{ code: 'NTP_EM' }]),
      known('LE_VOC_CLASSES_OPENED', 6, '3', [{ code: 'NTP_SPR' }]),
      known('LE_VOC_PLAN_TARGET', 100, '5', [], '2023'),
      known('LE_WORKERS_ABROAD', 68, '2'),
    ];
    const communes = [
      unit('02374-20250701', 'Hàm Yên'),
      unit('02380-20250701', 'Bạch Xa'),
      unit('02392-20250701', 'Phù Lưu'),
      unit('02398-20250701', 'Yên Phú'),
      unit('02404-20250701', 'Bình Xa'),
      unit('02407-20250701', 'Thái Sơn'),
      unit('02419-20250701', 'Thái Hòa'),
      unit('02425-20250701', 'Hùng Đức'),
    ];
    expect(data).toEqual({
      district: {
        ...NOTHING,
        labourAndEmployment: { observations, available: observations.map(({ indicator }) => ({ indicator })) },
        successors: communes.map((commune) => ({ unit: { ...commune, ...NOTHING } })),
      },
      today: {
        nodes: [
          {
            ...communes[0],
            parent: { name: 'Tuyên Quang' },
            predecessors: [
              merged('02374-20211101', 'Tân Yên'),
              merged('02401-20211101', 'Tân Thành'),
              merged('02410-20211101', 'Nhân Mục'),
              merged('02416-20211101', 'Bằng Cốc'),
              ended(HAM_YEN, 'Hàm Yên'),
            ],
            ...NOTHING,
          },
        ],
      },
    });
    const columns = [figure('LE_WORKERS_ABROAD', { id: 'abroad' })];
    const table = await askTable(graph, { units: { successorsOf: HAM_YEN, on: '2025-07-01' }, columns });
    expect(table.rows).toEqual(
      communes.map(({ code, name }) => [
        `${code} ${name}`,
        'MISSING | MISSING | NO_FIGURE (no figure for this period and slice) | ! INCOMPLETE',
      ]),
    );
    expect(table.coverage).toEqual([
      `abroad 0 of 8 from labour-and-employment | MISSING 8 | MISSING 8 | NO_FIGURE 8 | nearest DISTRICT 1: ${HAM_YEN} Hàm Yên: REPORTED EQ 68 PS | 2023-S1 YEAR_TO_DATE | UNVALIDATED FREE | [press_hamyen_2023 #2]`,
    ]);
  });
});
