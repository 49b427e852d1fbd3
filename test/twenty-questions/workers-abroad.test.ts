import { describe, expect, it } from '@jest/globals';
import { askTable, figure } from '../support/plain-table.ts';
import { useGraph } from '../support/use-graph.ts';

const KY_SON = '417-20211101';
const HAM_YEN = '074-20211101';
const HAI_HA = '201-20211101';

describe('workers gone abroad from three former districts', () => {
  const graph = useGraph();

  it('4: workers abroad of three districts are not ranked over unlike periods, unless that is asked for', async () => {
    const input = {
      units: { codes: [KY_SON, HAM_YEN, HAI_HA] },
      columns: [figure('LE_WORKERS_ABROAD', { id: 'abroad' })],
      order: [{ column: 'abroad' }],
    };
    const warned = 'ALL_UNVALIDATED PERIOD_NOT_ENDED DIFFERENT_SOURCES';
    const rows = (ranks: readonly string[]) => [
      [
        `${KY_SON} Kỳ Sơn, ${ranks[0]}`,
        `REPORTED EQ 151 PS | 2023 YEAR_TO_DATE | UNVALIDATED FREE | [press_baonghean_2023 #5] | ! UNLIKE_PERIODS ${warned}`,
      ],
      [
        `${HAM_YEN} Hàm Yên, ${ranks[1]}`,
        `REPORTED EQ 68 PS | 2023-S1 YEAR_TO_DATE | UNVALIDATED FREE | [press_hamyen_2023 #2] | ! UNLIKE_PERIOD_LENGTHS UNLIKE_PERIODS ${warned}`,
      ],
      [
        `${HAI_HA} Hải Hà, ${ranks[2]}`,
        'REPORTED EQ 57 PS | 2024 | UNVALIDATED FREE | [press_baoquangninh_2025 #23] | ! UNLIKE_PERIODS ALL_UNVALIDATED DIFFERENT_SOURCES',
      ],
    ];
    const refused = await askTable(graph, input);
    expect(refused).toEqual({
      columns: ['abroad LE_WORKERS_ABROAD in PS'],
      rows: rows(Array(3).fill('unranked UNLIKE_FIGURES')),
      coverage: ['abroad 3 of 3 from labour-and-employment | REPORTED 3 | UNVALIDATED 3 | EQ 3'],
      warnings: [
        `abroad UNLIKE_PERIOD_LENGTHS, refuses the rank (${HAM_YEN}): periods of unlike length (such as half a year and a year): 2024, 2023, 2023-S1`,
        `abroad UNLIKE_PERIODS, refuses the rank (${KY_SON} ${HAM_YEN} ${HAI_HA}): the periods differ: 2024, 2023, 2023-S1`,
        `abroad ALL_UNVALIDATED (${KY_SON} ${HAM_YEN} ${HAI_HA}): no figure has been confirmed by the owning agency`,
        `abroad PERIOD_NOT_ENDED (${KY_SON} ${HAM_YEN}): published before the period ended (year to date)`,
        `abroad DIFFERENT_SOURCES (${KY_SON} ${HAM_YEN} ${HAI_HA}): the figures come from different sources: press_baonghean_2023, press_baoquangninh_2025, press_hamyen_2023`,
      ],
      citations: ['press_baonghean_2023 #5', 'press_hamyen_2023 #2', 'press_baoquangninh_2025 #23'].map(
        (source) => `labour-and-employment: ${source}`,
      ),
      builtFrom: ['labour-and-employment'],
      answered: '3 of 3 rows, rank refused',
    });
    expect(await askTable(graph, { ...input, rankAnyway: true })).toEqual({
      ...refused,
      rows: rows(['rank 1', 'rank 2', 'rank 3']),
      answered: '3 of 3 rows',
    });
  });

  it('5: of 1,000 workers 2.94 are abroad in Kỳ Sơn, year to date; of the two others the number of workers is not known', async () => {
    const rate = { numerator: { indicator: 'LE_WORKERS_ABROAD' }, denominator: { indicator: 'LE_WORKERS_ADMIN' } };
    const formula = '= LE_WORKERS_ABROAD / LE_WORKERS_ADMIN * 1000';
    const noWorkers = (code: string, name: string, period: string, source: string) => [
      `${code} ${name}, unranked NO_DENOMINATOR`,
      `IMPOSSIBLE | ${period} | MISSING | NO_DENOMINATOR (no denominator: LE_WORKERS_ADMIN, ${name} (${code}): NO_FIGURE) | ${formula} | [${source}] | ! INCOMPLETE`,
    ];
    const units = { codes: [KY_SON, HAM_YEN, HAI_HA] };
    expect(await askTable(graph, { units, columns: [{ id: 'rate', rate }], order: [{ column: 'rate' }] })).toEqual({
      columns: [`rate LE_WORKERS_ABROAD_PER_1000_LE_WORKERS_ADMIN in PS_PER_1000_PS ${formula}`],
      rows: [
        [
          `${KY_SON} Kỳ Sơn, rank 1`,
          `DERIVED EQ 2.94 PS_PER_1000_PS | 2023 | UNVALIDATED | ${formula} | [press_baonghean_2023 #5] [press_baonghean_2023 #3] | ! ALL_UNVALIDATED PERIOD_NOT_ENDED`,
        ],
        noWorkers(HAM_YEN, 'Hàm Yên', '2023-S1', 'press_hamyen_2023 #2'),
        noWorkers(HAI_HA, 'Hải Hà', '2024', 'press_baoquangninh_2025 #23'),
      ],
      coverage: [
        'rate 1 of 3 from labour-and-employment | IMPOSSIBLE 2 DERIVED 1 | MISSING 2 UNVALIDATED 1 | EQ 1 | NO_DENOMINATOR 2',
      ],
      warnings: [
        `rate ALL_UNVALIDATED (${KY_SON}): no figure has been confirmed by the owning agency`,
        `rate PERIOD_NOT_ENDED (${KY_SON}): published before the period ended (year to date)`,
        `rate INCOMPLETE (${HAM_YEN} ${HAI_HA}): not every unit has a figure`,
      ],
      citations: [
        'press_baonghean_2023 #5',
        'press_baonghean_2023 #3',
        'press_hamyen_2023 #2',
        'press_baoquangninh_2025 #23',
      ].map((source) => `labour-and-employment: ${source}`),
      builtFrom: ['labour-and-employment'],
      answered: '3 of 3 rows',
    });
  });
});
