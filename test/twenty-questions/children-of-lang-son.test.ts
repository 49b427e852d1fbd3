import { describe, expect, it } from '@jest/globals';
import { askTable, figure, slice } from '../support/plain-table.ts';
import { useGraph } from '../support/use-graph.ts';

const LANG_SON = '20-20211101';
const UNITS = { codes: [LANG_SON] };
const UNDER_6 = slice('AGE', 'Y_LT6');
const unvalidated = (...ids: string[]) =>
  ids.map((id) => `${id} ALL_UNVALIDATED (${LANG_SON}): no figure has been confirmed by the owning agency`);
const incomplete = (...ids: string[]) => ids.map((id) => `${id} INCOMPLETE (${LANG_SON}): not every unit has a figure`);

describe('children of Lạng Sơn', () => {
  const graph = useGraph();

  it('9: beside "more than 74,000" children under 6, the cards at 100 % cover make 74,739 to 75,114, since 100 % is rounded', async () => {
    const columns = [
      figure('PC_CHILDREN', { id: 'printed', period: '2023', ...UNDER_6 }),
      figure('PC_CHILDREN', { id: 'implied', period: '2023', derive: 'ALWAYS', ...UNDER_6 }),
      figure('HC_HI_CARDHOLDERS', { id: 'cards', period: '2023', ...UNDER_6 }),
      figure('HC_HI_COVERAGE', { id: 'cover', period: '2023', ...UNDER_6 }),
    ];
    expect(await askTable(graph, { units: UNITS, columns })).toEqual({
      columns: [
        'printed PC_CHILDREN_AGE_Y_LT6 in PS',
        'implied PC_CHILDREN_AGE_Y_LT6_2 in PS',
        'cards HC_HI_CARDHOLDERS_AGE_Y_LT6 in PS',
        'cover HC_HI_COVERAGE_AGE_Y_LT6 in PT',
      ],
      rows: [
        [
          `${LANG_SON} Lạng Sơn`,
          'REPORTED GT 74000.. PS | 2023 INFERRED | UNVALIDATED FREE | [press_gdtd_2023 #2] | ! ALL_UNVALIDATED',
          'DERIVED RANGE 74739 74739..75114 PS | 2023 | UNVALIDATED | IMPLIED_BY_ROUNDED_RATIO (follows from a rounded ratio, hence a range) | = HC_HI_CARDHOLDERS[AGE=Y_LT6] * 100 / HC_HI_COVERAGE[AGE=Y_LT6] | [press_gdtd_2023 #4] [press_gdtd_2023 #5] | ! ALL_UNVALIDATED',
          'REPORTED EQ 74739 PS | 2023 | UNVALIDATED FREE | [press_gdtd_2023 #4] | ! ALL_UNVALIDATED',
          'REPORTED EQ 100 PT | 2023 | UNVALIDATED FREE | [press_gdtd_2023 #5] | ! ALL_UNVALIDATED',
        ],
      ],
      coverage: [
        'printed 1 of 1 from population-and-children | REPORTED 1 | UNVALIDATED 1 | GT 1',
        'implied 1 of 1 from population-and-children | DERIVED 1 | UNVALIDATED 1 | RANGE 1',
        'cards 1 of 1 from health-coverage | REPORTED 1 | UNVALIDATED 1 | EQ 1',
        'cover 1 of 1 from health-coverage | REPORTED 1 | UNVALIDATED 1 | EQ 1',
      ],
      warnings: unvalidated('printed', 'implied', 'cards', 'cover'),
      citations: [
        'population-and-children: press_gdtd_2023 #2',
        'health-coverage: press_gdtd_2023 #4',
        'health-coverage: press_gdtd_2023 #5',
      ],
      builtFrom: ['health-coverage', 'population-and-children'],
      answered: '1 of 1 rows',
    });
  });

  it('10: the cover of under-6s cannot be compared with a national unit, which there is not, nor with that of all ages, which there is', async () => {
    const ask = (units: string) =>
      graph.ask(
        `{ combinedTable(input: { units: ${units}, columns: [{ figure: { indicator: "HC_HI_COVERAGE" } }] }) { totalCount } }`,
      );
    expect((await ask('{ codes: ["VN"] }')).errors).toEqual([
      expect.objectContaining({
        message:
          'No units with the codes VN. Send dated keys such as 417-20211101; administrativeUnits(search:) finds them.',
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      }),
    ]);
    expect((await ask('{ level: NATIONAL }')).errors).toEqual([
      expect.objectContaining({ message: 'Value "NATIONAL" does not exist in "AdministrativeLevel" enum.' }),
    ]);
    const columns = [
      figure('HC_HI_COVERAGE', { id: 'under6', period: '2023', ...UNDER_6 }),
      figure('HC_HI_COVERAGE', { id: 'all2023', period: '2023' }),
      figure('HC_HI_COVERAGE', { id: 'all2024', period: '2024' }),
      figure('HC_HI_COVERAGE', { id: 'all2025', period: '2025' }),
    ];
    const unlikeAges =
      'table DIFFERENT_STANDARDS (): columns are by different standards or groups and cannot be compared: AGE=Y_LT6, AGE=_T';
    expect(await askTable(graph, { units: UNITS, columns })).toEqual({
      columns: [
        'under6 HC_HI_COVERAGE_AGE_Y_LT6 in PT',
        'all2023 HC_HI_COVERAGE in PT',
        'all2024 HC_HI_COVERAGE in PT',
        'all2025 HC_HI_COVERAGE in PT',
      ],
      rows: [
        [
          `${LANG_SON} Lạng Sơn`,
          'REPORTED EQ 100 PT | 2023 | UNVALIDATED FREE | [press_gdtd_2023 #5] | ! ALL_UNVALIDATED',
          'REPORTED EQ 94.2 PT | 2023 | NORMAL FREE | [nso_e0324]',
          'REPORTED EQ 94.0 PT | 2024 | PROVISIONAL FREE | [nso_e0324]',
          'MISSING | 2025 | MISSING | NO_FIGURE (no figure for this period and slice) | ! INCOMPLETE',
        ],
      ],
      coverage: [
        'under6 1 of 1 from health-coverage | REPORTED 1 | UNVALIDATED 1 | EQ 1',
        'all2023 1 of 1 from health-coverage | REPORTED 1 | NORMAL 1 | EQ 1',
        'all2024 1 of 1 from health-coverage | REPORTED 1 | PROVISIONAL 1 | EQ 1',
        'all2025 0 of 1 from health-coverage | MISSING 1 | MISSING 1 | NO_FIGURE 1',
      ],
      warnings: [...unvalidated('under6'), ...incomplete('all2025'), unlikeAges],
      citations: ['health-coverage: press_gdtd_2023 #5', 'health-coverage: nso_e0324'],
      builtFrom: ['health-coverage'],
      answered: '1 of 1 rows',
    });
    const provinces = await askTable(
      graph,
      {
        units: { level: 'PROVINCE', on: '2023-12-31' },
        columns: columns.slice(0, 2),
        order: [{ column: 'all2023' }],
      },
      100,
    );
    expect(provinces.warnings.at(-1)).toBe(unlikeAges);
    expect(provinces).toMatchObject({
      coverage: [
        'under6 1 of 63 from health-coverage | MISSING 62 REPORTED 1 | MISSING 62 UNVALIDATED 1 | EQ 1 | NO_FIGURE 62',
        'all2023 63 of 63 from health-coverage | REPORTED 63 | NORMAL 63 | EQ 63',
      ],
      answered: '63 of 63 rows',
    });
    expect(provinces.rows[19]).toEqual([
      `${LANG_SON} Lạng Sơn, rank 20 shared by 3`,
      'REPORTED EQ 100 PT | 2023 | UNVALIDATED FREE | [press_gdtd_2023 #5] | ! ALL_UNVALIDATED',
      'REPORTED EQ 94.2 PT | 2023 | NORMAL FREE | [nso_e0324]',
    ]);
  });

  it('11: 144 of 200 communes were child-friendly, 72 %; what that is among the 65 of today cannot be computed', async () => {
    const columns = [
      figure('PC_CHILD_FRIENDLY_UNITS', { id: 'friendly', period: '2023' }),
      figure('PC_COMMUNE_UNITS', { id: 'communes', period: '2023' }),
      figure('PC_CHILD_FRIENDLY_SHARE', { id: 'share', period: '2023' }),
    ];
    const ids = ['friendly', 'communes', 'share'];
    const friendly = '[press_gdtd_2023 #7]';
    const communes = '[press_gdtd_2023 #8]';
    const formula = '= PC_CHILD_FRIENDLY_UNITS / PC_COMMUNE_UNITS * 100';
    const counted = (item: string) =>
      `IMPOSSIBLE | 2023 | MISSING | COUNTED_IN_OTHER_BOUNDARIES (a count of units holds only in the boundaries that it counted, and cannot be converted: 200 communes on 2023-12-31, 65 on 2025-07-01) | ${item} | ! INCOMPLETE`;
    const boundaries = { kind: 'TWO_DATES', on: '2023-12-31', and: '2025-07-01' } as const;
    expect(await askTable(graph, { units: UNITS, columns, boundaries })).toEqual({
      columns: [
        'friendly PC_CHILD_FRIENDLY_UNITS in COMMUNE',
        'communes PC_COMMUNE_UNITS in COMMUNE',
        'share PC_CHILD_FRIENDLY_SHARE in PT',
      ],
      rows: [
        [
          `${LANG_SON} Lạng Sơn, on 2023-12-31, there ${LANG_SON}`,
          `REPORTED EQ 144 COMMUNE | 2023 | UNVALIDATED FREE | ${friendly} | ! ALL_UNVALIDATED`,
          `REPORTED EQ 200 COMMUNE | 2023 | UNVALIDATED FREE | ${communes} | ! ALL_UNVALIDATED`,
          `DERIVED EQ 72.00 PT | 2023 | UNVALIDATED | ${formula} | ${friendly} ${communes} | ! ALL_UNVALIDATED`,
        ],
        [
          `${LANG_SON} Lạng Sơn, on 2025-07-01, there ${LANG_SON}`,
          counted(friendly),
          counted(communes),
          `IMPOSSIBLE | 2023 | MISSING | NO_NUMERATOR (no numerator: PC_CHILD_FRIENDLY_UNITS, Lạng Sơn (${LANG_SON}): COUNTED_IN_OTHER_BOUNDARIES) | ${formula} | ${friendly} ${communes} | ! INCOMPLETE`,
        ],
      ],
      coverage: [
        'friendly 1 of 2 from population-and-children | IMPOSSIBLE 1 REPORTED 1 | MISSING 1 UNVALIDATED 1 | EQ 1 | COUNTED_IN_OTHER_BOUNDARIES 1',
        'communes 1 of 2 from population-and-children | IMPOSSIBLE 1 REPORTED 1 | MISSING 1 UNVALIDATED 1 | EQ 1 | COUNTED_IN_OTHER_BOUNDARIES 1',
        'share 1 of 2 from population-and-children | DERIVED 1 IMPOSSIBLE 1 | MISSING 1 UNVALIDATED 1 | EQ 1 | NO_NUMERATOR 1',
      ],
      warnings: [...unvalidated(...ids), ...incomplete(...ids)],
      citations: ['population-and-children: press_gdtd_2023 #7', 'population-and-children: press_gdtd_2023 #8'],
      builtFrom: ['population-and-children'],
      answered: '2 of 2 rows',
    });
  });
});
