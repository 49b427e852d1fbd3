import { composeServices } from '@apollo/composition';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { catalogue } from '../../gateway/catalogue/subgraph.ts';
import { routingUrl } from '../../schema/routing.ts';
import { hostedSubgraphs, subgraphs } from '../../subgraphs/index.ts';
import { sharedSdl } from '../../subgraphs/kit/subgraph.ts';
import { askTable, figure, slice } from '../support/plain-table.ts';
import { answerJson, useHttpAgency } from '../support/use-http-agency.ts';
import { useViewsGraph, type AskWithHeaders } from '../support/use-views-graph.ts';

const PROVINCES = { level: 'PROVINCE', on: '2021-11-01' };
/** What an agency begins with, without the bulk read: it answers `observations` only. */
const PARTNER_SDL = `${sharedSdl('common.graphql')} ${sharedSdl('figures.graphql')}
  ${sharedSdl('agency.graphql').replace(/^type Query \{.*?^\}/ms, '')}
  extend type AdministrativeUnit { veterans: Veterans @requires(fields: "territoryCode") }
  type Veterans @agency(code: "veterans", prefix: "VE", nameVi: "Người có công", nameEn: "Veterans") {
    "Persons who are paid a monthly allowance at the end of the period, persons."
    recipients(period: TimePeriod, asOf: DateTime): Observation
      @indicator(
        code: "VE_RECIPIENTS" nameVi: "Người hưởng trợ cấp" nameEn: "Recipients" definitionVi: "Số người hưởng trợ cấp hằng tháng cuối kỳ, người."
        unitMeasure: "PS" aggregation: "STOCK" timePerCollect: "E"
      )
    observations(indicators: [ID!], dimensions: [DimensionFilter!], from: TimePeriod, to: TimePeriod, asOf: DateTime): [Observation!]
    available: [Availability!]
  }`;

describe('figures that are missing', () => {
  const graph = useViewsGraph();
  const partner = useHttpAgency();
  let askWithPartner: AskWithHeaders;

  beforeAll(async () => {
    const own = [catalogue, ...subgraphs, ...hostedSubgraphs].map(({ name, sdl }) => ({
      name,
      url: routingUrl(name),
      typeDefs: parse(sdl),
    }));
    const { supergraphSdl, errors } = composeServices([
      ...own,
      { name: 'veterans', url: partner.url(), typeDefs: parse(PARTNER_SDL) },
    ]);
    expect(errors).toBeUndefined();
    askWithPartner = await graph.startAnother({ supergraph: supergraphSdl! });
    partner.behave((response, { body }) => {
      const { units } = JSON.parse(body).variables;
      answerJson(response, { data: { _entities: units.map(({ code }: { code: string }) => recipientsOf(code)) } });
    });
  });

  it('19: are named unit by unit and counted column by column, each with the agency that owes them and who that is by law', async () => {
    const columns = [
      figure('HC_MALNUTRITION_U5', { id: 'stunted', period: '2018', ...slice('FORM', 'STUNTING') }),
      figure('PR_NEARPOOR_RATE', { id: 'nearPoor', period: '2023', ...slice('STANDARD', 'NAT_2022_2025') }),
      figure('PC_CHILDREN', { id: 'children', period: '2023', ...slice('AGE', 'Y_LT16') }),
      figure('LE_UNEMPLOYMENT_RATE', { id: 'unemployed', period: '2024' }),
    ];
    const conditions = [{ column: 'stunted', operator: 'MISSING' } as const];
    const none = (period: string) =>
      `MISSING | ${period} | MISSING | NO_FIGURE (no figure for this period and slice) | ! INCOMPLETE`;
    expect(await askTable(graph, { units: PROVINCES, columns, conditions })).toEqual({
      columns: [
        'stunted HC_MALNUTRITION_U5_FORM_STUNTING in PT',
        'nearPoor PR_NEARPOOR_RATE_STANDARD_NAT_2022_2025 in PT',
        'children PC_CHILDREN_AGE_Y_LT16 in PS',
        'unemployed LE_UNEMPLOYMENT_RATE in PT',
      ],
      rows: [
        [
          '36-20211101 Nam Định',
          none('2018'),
          none('2023'),
          none('2023'),
          'REPORTED EQ 1.25 PT | 2024 | NORMAL FREE | [nso_e0263]',
        ],
      ],
      coverage: [
        'stunted 62 of 63 from health-coverage | REPORTED 62 MISSING 1 | NORMAL 62 MISSING 1 | EQ 62 | NO_FIGURE 1',
        'nearPoor 1 of 63 from poverty-reduction | MISSING 62 REPORTED 1 | MISSING 62 UNVALIDATED 1 | EQ 1 | NO_FIGURE 62',
        'children 1 of 63 from population-and-children | MISSING 62 REPORTED 1 | MISSING 62 UNVALIDATED 1 | GT 1 | NO_FIGURE 62',
        'unemployed 63 of 63 from labour-and-employment | REPORTED 63 | NORMAL 63 | EQ 63',
      ],
      warnings: [
        'stunted INCOMPLETE (36-20211101): not every unit has a figure',
        'nearPoor INCOMPLETE (36-20211101): not every unit has a figure',
        'children INCOMPLETE (36-20211101): not every unit has a figure',
      ],
      citations: ['labour-and-employment: nso_e0263'],
      builtFrom: ['health-coverage', 'labour-and-employment', 'population-and-children', 'poverty-reduction'],
      answered: '1 of 1 rows',
    });
    const { data } = await graph.ask(
      '{ indicators(search: "PR_NEARPOOR_RATE") { code owners { organisation { code } from to } } }',
    );
    expect(data.indicators.find(({ code }: { code: string }) => code === 'PR_NEARPOOR_RATE').owners).toEqual([
      { organisation: { code: 'MOLISA' }, from: null, to: '2025-03-01' },
      { organisation: { code: 'MAE' }, from: '2025-03-01', to: null },
    ]);
  });

  it('19: are counted likewise for a partner that joins with one indicator and answers nothing but observations', async () => {
    const columns = [figure('VE_RECIPIENTS', { id: 'recipients', period: '2024' })];
    const table = await askTable(
      { ask: askWithPartner },
      { units: PROVINCES, columns, order: [{ column: 'recipients' }] },
      3,
    );
    const none = 'MISSING | 2024 | MISSING | NO_FIGURE (no figure for this period and slice) | ! INCOMPLETE';
    expect(table).toEqual({
      columns: ['recipients VE_RECIPIENTS in PS'],
      rows: [
        ['40-20211101 Nghệ An, rank 1', 'REPORTED EQ 5200 PS | 2024 | NORMAL FREE | [veterans_2024 #40]'],
        ['20-20211101 Lạng Sơn, rank 2', 'REPORTED EQ 310 PS | 2024 | NORMAL FREE | [veterans_2024 #20]'],
        ['01-20211101 Hà Nội, unranked NO_FIGURE', none],
      ],
      coverage: [
        'recipients 2 of 63 from veterans | MISSING 61 REPORTED 2 | MISSING 61 NORMAL 2 | EQ 2 | NO_FIGURE 61',
      ],
      warnings: [expect.stringMatching(/^recipients INCOMPLETE \(01-20211101 .* and 51 more\)/)],
      citations: ['veterans: veterans_2024 #40', 'veterans: veterans_2024 #20'],
      builtFrom: [],
      answered: '3 of 63 rows',
    });
  });
});

/** What the partner has of a unit. */
function recipientsOf(code: string): object {
  const value = { '40-20211101': 5200, '20-20211101': 310 }[code];
  const citation = { source: 'veterans_2024', publisher: 'Veterans', title: 'Allowances', locator: code.slice(0, 2) };
  const figureOf = {
    id: `VE_RECIPIENTS.${code}`,
    indicator: 'VE_RECIPIENTS',
    refArea: code,
    recordType: 'OBSERVATION',
    value,
    valueLow: null,
    valueHigh: null,
    decimals: 0,
    qualifier: 'EQ',
    unitMeasure: 'PS',
    unitMultiplier: 0,
    timePeriod: '2024',
    referenceDate: null,
    periodBasis: 'STATED',
    obsStatus: 'NORMAL',
    confStatus: 'FREE',
    seriesBreak: null,
    dimensions: [],
    reasonCode: null,
    citation: {
      ...citation,
      published: null,
      url: null,
      dateBasis: null,
      licence: null,
      retrieved: null,
      checkedAgainst: null,
    },
  };
  return { veterans: { f0: value === undefined ? [] : [figureOf] } };
}
