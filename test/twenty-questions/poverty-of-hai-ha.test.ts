import { describe, expect, it } from '@jest/globals';
import { askTable, figure, slice } from '../support/plain-table.ts';
import { useGraph } from '../support/use-graph.ts';

const HAI_HA = '201-20211101';
const UNITS = { codes: [HAI_HA] };
const source = (...items: number[]) => items.map((item) => `[press_baoquangninh_2025 #${item}]`).join(' ');
const citations = (...items: number[]) => items.map((item) => `poverty-reduction: press_baoquangninh_2025 #${item}`);
const unvalidated = (...ids: string[]) =>
  ids.map((id) => `${id} ALL_UNVALIDATED (${HAI_HA}): no figure has been confirmed by the owning agency`);
const incomplete = (...ids: string[]) => ids.map((id) => `${id} INCOMPLETE (${HAI_HA}): not every unit has a figure`);
const covered = (origin: string, qualifier: string, ...ids: string[]) =>
  ids.map((id) => `${id} 1 of 1 from poverty-reduction | ${origin} 1 | UNVALIDATED 1 | ${qualifier} 1`);
const ofStatus = (status: string) => slice('POVERTY_STATUS', status);

describe('poverty in Hải Hà', () => {
  const graph = useGraph();

  it('6: near-poor households are 281 at the end of 2023, derived, and 60 a year later, of 17,911 to 18,461 households', async () => {
    const unknown = slice('STANDARD', '_U');
    const columns = [
      figure('PR_NEARPOOR_HH', { id: 'end2023', period: '2023', ...unknown }),
      figure('PR_NEARPOOR_HH', { id: 'end2024', period: '2024', ...unknown }),
      figure('PR_NEARPOOR_HH_CHANGE', { id: 'change', period: '2024', ...unknown }),
      figure('PR_NEARPOOR_RATE', { id: 'rate', period: '2024', ...unknown }),
      figure('PR_HOUSEHOLDS', { id: 'households', period: '2024' }),
    ];
    expect(await askTable(graph, { units: UNITS, columns })).toEqual({
      columns: [
        'end2023 PR_NEARPOOR_HH_STANDARD__U in HH',
        'end2024 PR_NEARPOOR_HH_STANDARD__U in HH',
        'change PR_NEARPOOR_HH_CHANGE_STANDARD__U in HH',
        'rate PR_NEARPOOR_RATE_STANDARD__U in PT',
        'households PR_HOUSEHOLDS in HH',
      ],
      rows: [
        [
          `${HAI_HA} Hải Hà`,
          `DERIVED EQ 281 HH | 2023 | UNVALIDATED | = PR_NEARPOOR_HH[STANDARD=_U] - PR_NEARPOOR_HH_CHANGE[STANDARD=_U] | ${source(10, 12)} | ! ALL_UNVALIDATED`,
          `REPORTED EQ 60 HH | 2024 as of 2024-12-31 | UNVALIDATED FREE | ${source(10)} | ! ALL_UNVALIDATED`,
          `REPORTED EQ -221 HH | 2024 | UNVALIDATED FREE | ${source(12)} | ! ALL_UNVALIDATED`,
          `REPORTED EQ 0.33 PT | 2024 as of 2024-12-31 | UNVALIDATED FREE | ${source(11)} | ! ALL_UNVALIDATED`,
          `DERIVED RANGE 18182 17911..18461 HH | 2024 | UNVALIDATED | IMPLIED_BY_ROUNDED_RATIO (follows from a rounded ratio, hence a range) | = PR_NEARPOOR_HH[STANDARD=_U] * 100 / PR_NEARPOOR_RATE[STANDARD=_U] | ${source(10, 11)} | ! ALL_UNVALIDATED`,
        ],
      ],
      coverage: [
        ...covered('DERIVED', 'EQ', 'end2023'),
        ...covered('REPORTED', 'EQ', 'end2024', 'change', 'rate'),
        ...covered('DERIVED', 'RANGE', 'households'),
      ],
      warnings: unvalidated('end2023', 'end2024', 'change', 'rate', 'households'),
      citations: citations(10, 12, 11),
      builtFrom: ['poverty-reduction'],
      answered: '1 of 1 rows',
    });
  });

  it("7: there are 0 poor households by the province's criteria, and by the national standard nobody knows", async () => {
    const columns = [
      figure('PR_POOR_HH', { id: 'province', period: '2024', ...slice('STANDARD', 'PROV_QN') }),
      figure('PR_POOR_HH', { id: 'national', period: '2024', ...slice('STANDARD', 'NAT_2022_2025') }),
      figure('PR_POOR_HH', { id: 'any', period: '2024' }),
    ];
    expect(await askTable(graph, { units: UNITS, columns })).toEqual({
      columns: [
        'province PR_POOR_HH_STANDARD_PROV_QN in HH',
        'national PR_POOR_HH_STANDARD_NAT_2022_2025 in HH',
        'any PR_POOR_HH in HH',
      ],
      rows: [
        [
          `${HAI_HA} Hải Hà`,
          `REPORTED EQ 0 HH | 2024 as of 2024-12-31 | UNVALIDATED FREE | ${source(9)} | ! ALL_UNVALIDATED`,
          'MISSING | 2024 | MISSING | NO_FIGURE (no figure for this period and slice) | ! INCOMPLETE',
          'MISSING | 2024 | MISSING | DIMENSION_REQUIRED (figures exist by slice only: choose one: STANDARD=PROV_QN) | ! INCOMPLETE',
        ],
      ],
      coverage: [
        ...covered('REPORTED', 'EQ', 'province'),
        'national 0 of 1 from poverty-reduction | MISSING 1 | MISSING 1 | NO_FIGURE 1',
        'any 0 of 1 from poverty-reduction | MISSING 1 | MISSING 1 | DIMENSION_REQUIRED 1',
      ],
      warnings: [
        ...unvalidated('province'),
        ...incomplete('national', 'any'),
        'table DIFFERENT_STANDARDS (): columns are by different standards or groups and cannot be compared: STANDARD=PROV_QN, STANDARD=NAT_2022_2025',
      ],
      citations: citations(9),
      builtFrom: ['poverty-reduction'],
      answered: '1 of 1 rows',
    });
  });

  it('16: loans went to 4, 8 and 3 households, in all to at least 15, since the printed list is open-ended; small cells are marked', async () => {
    const statuses = ['POOR', 'NEAR_POOR', 'ESCAPED'];
    const ids = ['poor', 'nearPoor', 'escaped', 'all'];
    const columns = [
      ...statuses.map((status, n) => figure('PR_LOAN_HH', { id: `${ids[n]}Hh`, period: '2024', ...ofStatus(status) })),
      figure('PR_LOAN_HH', { id: 'allHh', period: '2024' }),
      ...statuses.map((status, n) =>
        figure('PR_LOAN_AMOUNT', { id: `${ids[n]}Vnd`, period: '2024', ...ofStatus(status) }),
      ),
      figure('PR_LOAN_AMOUNT', { id: 'allVnd', period: '2024' }),
    ];
    const reported = (value: string, item: number, reason = '') =>
      `REPORTED EQ ${value} | 2024 INFERRED | UNVALIDATED FREE${reason} | ${source(item)} | ! ALL_UNVALIDATED`;
    const sum = (bound: string, indicator: string, ...items: number[]) =>
      `DERIVED GE ${bound} | 2024 | UNVALIDATED | OPEN_ENDED (other parts may exist: the sum is a lower bound) | = ${statuses
        .map((status) => `${indicator}[POVERTY_STATUS=${status}]`)
        .join(' + ')} | 3/3 | ${source(...items)} | ! ALL_UNVALIDATED`;
    const small = ' | SMALL_COUNT (small count)';
    const all = ['Hh', 'Vnd'].map((measure) => ids.map((id) => `${id}${measure}`));
    expect(await askTable(graph, { units: UNITS, columns })).toEqual({
      columns: [
        ...statuses.map((status, n) => `${ids[n]}Hh PR_LOAN_HH_POVERTY_STATUS_${status} in HH`),
        'allHh PR_LOAN_HH in HH',
        ...statuses.map((status, n) => `${ids[n]}Vnd PR_LOAN_AMOUNT_POVERTY_STATUS_${status} in 10^6 VND`),
        'allVnd PR_LOAN_AMOUNT in 10^6 VND',
      ],
      rows: [
        [
          `${HAI_HA} Hải Hà`,
          reported('4 HH', 3, small),
          reported('8 HH', 5),
          reported('3 HH', 7, small),
          sum('15.. HH', 'PR_LOAN_HH', 3, 5, 7),
          reported('280 10^6 VND', 4),
          reported('500 10^6 VND', 6),
          reported('200 10^6 VND', 8),
          sum('980.. 10^6 VND', 'PR_LOAN_AMOUNT', 4, 6, 8),
        ],
      ],
      coverage: all.flatMap(([poor, nearPoor, escaped, total]) => [
        ...covered('REPORTED', 'EQ', poor!, nearPoor!, escaped!),
        ...covered('DERIVED', 'GE', total!),
      ]),
      warnings: unvalidated(...all.flat()),
      citations: citations(3, 5, 7, 4, 6, 8),
      builtFrom: ['poverty-reduction'],
      answered: '1 of 1 rows',
    });
  });
});
