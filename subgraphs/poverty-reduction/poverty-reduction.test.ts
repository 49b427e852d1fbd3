import { describe, expect, it } from '@jest/globals';
import { useSubgraph } from '../../test/support/use-subgraph.ts';
import { povertyReduction } from './subgraph.ts';

describe('poverty-reduction', () => {
  const { askUnit, database } = useSubgraph(povertyReduction);
  const ask = async (code: string, fields: string) => {
    const { data, errors } = await askUnit({ code, territoryCode: code }, `povertyReduction { ${fields} }`);
    expect(errors).toBeUndefined();
    return data._entities[0].povertyReduction;
  };

  it('gives the zero poor households of Hải Hà as a true zero by the criteria of its province, and by no other standard', async () => {
    const fields = `byProvince: poorHouseholds(standard: PROV_QN) { value reasonCode }
      byNation: poorHouseholds(standard: NAT_2022_2025) { value obsStatus } unnamed: poorHouseholds { value reasonCode }`;
    expect(await ask('201-20211101', fields)).toEqual({
      byProvince: { value: 0, reasonCode: null },
      byNation: { value: null, obsStatus: 'MISSING' },
      unnamed: { value: null, reasonCode: 'DIMENSION_REQUIRED' },
    });
  });

  it('says that a rate of 0.0 is rounded, not a true zero', async () => {
    expect(
      await ask('79-20211101', 'povertyRateMultidimensional(period: "2023") { value reasonCode obsStatus }'),
    ).toEqual({
      povertyRateMultidimensional: { value: 0, reasonCode: 'ROUNDED_TO_ZERO', obsStatus: 'NORMAL' },
    });
    const unremarked = await database.query(`
      select ref_area from poverty_reduction.observation where value = 0 and unit_measure = 'PT' and reason_code is null`);
    expect(unremarked).toEqual([]);
  });

  it('keeps three measures of poverty apart: by income to 2016, by the statistics office from 2020, and by the yearly review', async () => {
    const fields = `income: povertyRateIncome { timePeriod } office: povertyRateMultidimensional(period: "2023") { value }
      review: poorHouseholdRate(period: "2023", standard: NAT_2022_2025) { value obsStatus }`;
    expect(await ask('02-20211101', fields)).toEqual({
      income: { timePeriod: '2016' },
      office: { value: 29.07 },
      review: { value: 31.12, obsStatus: 'UNVALIDATED' },
    });
  });

  it('begins a series where the poverty line or the territory changed', async () => {
    const fields =
      'observations(indicators: ["PR_POVERTY_RATE_INC"], from: "2006", to: "2012") { timePeriod seriesBreak }';
    const { observations } = await ask('01-20211101', fields);
    expect(observations).toEqual([
      { timePeriod: '2006', seriesBreak: null },
      { timePeriod: '2008', seriesBreak: 'HA_NOI_2008' },
      { timePeriod: '2010', seriesBreak: 'POVERTY_LINE_2011_2015' },
      { timePeriod: '2012', seriesBreak: null },
    ]);
  });

  it('gives level and change of the near-poor households as filed', async () => {
    expect(
      await ask(
        '201-20211101',
        'nearPoorHouseholds(standard: _U) { value } nearPoorHouseholdsChange(standard: _U) { value } nearPoorHouseholdRate(standard: _U) { value decimals }',
      ),
    ).toEqual({
      nearPoorHouseholds: { value: 60 },
      nearPoorHouseholdsChange: { value: -221 },
      nearPoorHouseholdRate: { value: 0.33, decimals: 2 },
    });
  });
});
