import { beforeAll, describe, expect, it } from '@jest/globals';
import { healthCoverage } from '../../health-coverage/subgraph.ts';
import { useSubgraph } from '../../../test/support/use-subgraph.ts';

const COLUMNS = `indicator, territory_code, slice, time_period, record_type, period_start, period_end, ref_area, unit_set, indicator_as_filed,
  value_low, value_high, decimals, value_as_printed, qualifier, unit_measure, unit_multiplier, reference_date, period_basis, period_basis_text,
  conf_status, reason_code, reason_vi, reason_en, comment, locator`;

describe('a figure that is corrected or given by another source', () => {
  const { database, ask, askUnit } = useSubgraph(healthCoverage);
  const haNoi = { code: '01-20211101', territoryCode: '01-20211101' };
  const coverage = async (args: string, fields = 'id value obsStatus reasonCode asOf citation { source }') => {
    const { data } = await askUnit(haNoi, `healthCoverage { healthInsuranceCoverage(${args}) { ${fields} } }`);
    return data._entities[0].healthCoverage.healthInsuranceCoverage;
  };
  /** Files a copy of Hà Nội's figure of a year with another value, as the owner of the tables would. */
  const file = (year: string, revision: number, value: number, source: string, status: string, id: string) =>
    database.query(
      `insert into health_coverage.observation (${COLUMNS}, source, revision, id, value, obs_status, recorded_at)
       select ${COLUMNS}, $4, $2::int, $6, $3::float8, $5, clock_timestamp()
       from health_coverage.observation
       where ref_area = '01-20211101' and indicator = 'HC_HI_COVERAGE' and slice = '' and time_period = $1 and revision = 1 limit 1`,
      [year, revision, value, source, status, id],
    );
  let before: any;

  beforeAll(async () => {
    before = await coverage('period: "2022"');
    await file('2022', 2, 55.5, 'nso_e0324', 'NORMAL', 'HC_HI_COVERAGE.second');
    await database.query(
      `insert into health_coverage.source (id, publisher, title, published) values ('newspaper', 'Báo', 'Bài', '2026')`,
    );
    await file('2023', 1, 11.1, 'newspaper', 'UNVALIDATED', 'HC_HI_COVERAGE.newspaper');
  });

  it('is answered as corrected', async () => {
    expect(await coverage('period: "2022"')).toMatchObject({ id: 'HC_HI_COVERAGE.second', value: 55.5 });
  });

  it('is answered as it was known at an earlier time', async () => {
    expect(await coverage(`period: "2022", asOf: "${before.asOf}"`)).toEqual(before);
  });

  it('stays under its first id for ever', async () => {
    const { data } = await ask('query ($id: ID!) { _observation(id: $id) { id value } }', { id: before.id });
    expect(data._observation).toEqual({ id: before.id, value: before.value });
  });

  it('is listed once, as it stands now', async () => {
    const { data } = await askUnit(
      haNoi,
      'healthCoverage { observations(indicators: ["HC_HI_COVERAGE"], from: "2022", to: "2022") { id } available { indicator count } }',
    );
    const { observations, available } = data._entities[0].healthCoverage;
    expect(observations).toEqual([{ id: 'HC_HI_COVERAGE.second' }]);
    // 2015 to 2024, and the newspaper's.
    expect(available.find(({ indicator }: any) => indicator === 'HC_HI_COVERAGE').count).toBe(11);
  });

  it('of two sources is answered from the owner, and the other is named', async () => {
    const answer = await coverage('period: "2023"', 'citation { source } reasonCode reason(language: EN)');
    expect(answer).toEqual({
      citation: { source: 'nso_e0324' },
      reasonCode: 'OTHER_SOURCES',
      reason: expect.stringContaining('Báo: '),
    });
    expect(answer.reason).toContain('HC_HI_COVERAGE.newspaper');
    const { data } = await askUnit(
      haNoi,
      'healthCoverage { observations(indicators: ["HC_HI_COVERAGE"], from: "2023", to: "2023") { citation { source } } }',
    );
    expect(data._entities[0].healthCoverage.observations).toEqual([
      { citation: { source: 'newspaper' } },
      { citation: { source: 'nso_e0324' } },
    ]);
  });

  it('cannot be changed or removed, only followed by a revision', async () => {
    await expect(database.query('update health_coverage.observation set value = 1')).rejects.toThrow(
      'figures are append-only',
    );
    await expect(database.query('delete from health_coverage.observation')).rejects.toThrow('figures are append-only');
    await expect(database.query('truncate health_coverage.observation')).rejects.toThrow('figures are append-only');
  });

  it('of an indicator that the agency has given up is left out', async () => {
    await database.query(
      `insert into health_coverage.observation (${COLUMNS.replace('indicator,', '')}, indicator, source, revision, id, value, obs_status)
       select ${COLUMNS.replace('indicator,', '')}, 'HC_GIVEN_UP', source, 1, 'HC_GIVEN_UP.x', value, obs_status
       from health_coverage.observation where id = $1`,
      [before.id],
    );
    const fields = 'healthCoverage { available { indicator } observations { indicator } }';
    const { data, errors } = await askUnit(haNoi, fields);
    expect(errors).toBeUndefined();
    const { available, observations } = data._entities[0].healthCoverage;
    expect([...available, ...observations].filter(({ indicator }: any) => indicator === 'HC_GIVEN_UP')).toEqual([]);
    const one = await ask('{ _observation(id: "HC_GIVEN_UP.x") { id } }');
    expect(one).toMatchObject({ data: { _observation: null } });
  });

  it('moves the version of the data, also when written by hand', async () => {
    const version = async () =>
      (await askUnit(haNoi, 'healthCoverage { healthInsuranceCoverage { id } }')).extensions.dataVersion;
    const earlier = await version();
    await file('2021', 2, 44.4, 'nso_e0324', 'NORMAL', 'HC_HI_COVERAGE.by-hand');
    expect(Number.parseInt(await version())).toBe(Number.parseInt(earlier) + 1);
  });
});
