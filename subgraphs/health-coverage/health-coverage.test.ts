import { describe, expect, it } from '@jest/globals';
import { useSubgraph } from '../../test/support/use-subgraph.ts';
import { healthCoverage } from './subgraph.ts';

describe('health-coverage', () => {
  const { askUnit, database } = useSubgraph(healthCoverage);
  const ask = async (code: string, fields: string) => {
    const { data, errors } = await askUnit({ code, territoryCode: code }, `healthCoverage { ${fields} }`);
    expect(errors).toBeUndefined();
    return data._entities[0].healthCoverage;
  };

  it('gives coverage of all ages from the statistics office and of children under 6 from the press, each as what it is', async () => {
    const figure = 'value obsStatus citation { source } dimensions { dimension code label(language: EN) }';
    expect(
      await ask(
        '20-20211101',
        `all: healthInsuranceCoverage(period: "2023") { ${figure} } young: healthInsuranceCoverage(period: "2023", age: Y_LT6) { ${figure} }`,
      ),
    ).toEqual({
      all: {
        value: 94.2,
        obsStatus: 'NORMAL',
        citation: { source: 'nso_e0324' },
        dimensions: [{ dimension: 'AGE', code: '_T', label: 'all ages' }],
      },
      young: {
        value: 100,
        obsStatus: 'UNVALIDATED',
        citation: { source: 'press_gdtd_2023' },
        dimensions: [{ dimension: 'AGE', code: 'Y_LT6', label: 'under 6' }],
      },
    });
  });

  it('serves the twelve rates above 100 as published, each with low reliability and its reason', async () => {
    const rows = await database.query(`
      select distinct obs_status, reason_code, reason_vi <> '' as vi, reason_en <> '' as en, count(*) over ()::int as rows
      from health_coverage.observation where indicator = 'HC_HI_COVERAGE' and value > 100`);
    expect(rows).toEqual([
      { obs_status: 'LOW_RELIABILITY', reason_code: 'OVER_100_PERCENT', vi: true, en: true, rows: 12 },
    ]);
    expect(await ask('94-20211101', 'healthInsuranceCoverage(period: "2017") { value valueAsPrinted }')).toEqual({
      healthInsuranceCoverage: { value: 114.9, valueAsPrinted: '114.9' },
    });
  });

  it('has hospital beds and hospitals that are part of all in every province and year', async () => {
    const rows = await database.query(`
      select whole.indicator, count(*)::int as pairs, count(*) filter (where part.value > whole.value and whole.obs_status = 'NORMAL')::int as wrong
      from health_coverage.observation whole
      join health_coverage.observation part using (indicator, territory_code, time_period)
      where whole.slice = '' and part.slice = 'FACILITY=HOSPITAL' group by 1 order by 1`);
    expect(rows).toEqual([
      { indicator: 'HC_BEDS_PROVINCIAL', pairs: 441, wrong: 0 },
      { indicator: 'HC_ESTABLISHMENTS_PROVINCIAL', pairs: 504, wrong: 0 },
    ]);
  });

  it('keeps all doctors apart from those of the provincial establishments', async () => {
    expect(
      await ask('48-20211101', 'doctors { timePeriod } staffProvincial(occupation: DOCTOR) { timePeriod }'),
    ).toEqual({
      doctors: { timePeriod: '2021' },
      staffProvincial: { timePeriod: '2016' },
    });
  });
});
