import { describe, expect, it } from '@jest/globals';
import { healthCoverage } from '../../health-coverage/subgraph.ts';
import { labourAndEmployment } from '../../labour-and-employment/subgraph.ts';
import { populationAndChildren } from '../../population-and-children/subgraph.ts';
import { useSubgraph } from '../../../test/support/use-subgraph.ts';

describe('an agency of figures', () => {
  const health = useSubgraph(healthCoverage);
  const labour = useSubgraph(labourAndEmployment);
  const population = useSubgraph(populationAndChildren);
  const unit = (code: string, territoryCode = code) => ({ code, territoryCode });

  it('answers any number of units, fields, slices and periods by one statement', async () => {
    const { rows } = {
      rows: await health.database.query<{ code: string; territory_code: string }>(
        'select code, territory_code from health_coverage.area limit 500',
      ),
    };
    health.takeStatements();
    const { data, errors } = await health.ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on AdministrativeUnit { healthCoverage {
        a: healthInsuranceCoverage(period: "2023") { value } b: healthInsuranceCoverage { value } doctors { value }
        beds: bedsProvincial(period: "2012", facility: HOSPITAL) { value reason } observations(indicators: ["HC_DOCTORS_TOTAL"]) { value } available { count }
      } } } }`,
      {
        representations: rows.map((row) => ({
          __typename: 'AdministrativeUnit',
          code: row.code,
          territoryCode: row.territory_code,
        })),
      },
    );
    expect(errors).toBeUndefined();
    expect(data._entities).toHaveLength(500);
    expect(health.takeStatements()).toHaveLength(1);
  });

  it('answers for the territory: figures of every version, named by the version they were published for', async () => {
    const { data } = await health.askUnit(
      unit('46-20250101', '46-20211101'),
      'healthCoverage { healthInsuranceCoverage { timePeriod refArea } }',
    );
    expect(data._entities[0].healthCoverage.healthInsuranceCoverage).toEqual({
      timePeriod: '2024',
      refArea: '46-20211101',
    });
  });

  it('takes as the latest the period that ends last, then the longest', async () => {
    const { data } = await labour.askUnit(
      unit('201-20211101'),
      'labourAndEmployment { workersAbroad { timePeriod value } vocationalTrainees(course: SHORT) { timePeriod } }',
    );
    expect(data._entities[0].labourAndEmployment).toEqual({
      workersAbroad: { timePeriod: '2024', value: 57 },
      vocationalTrainees: { timePeriod: '2025-Q1' },
    });
  });

  it('reads a period in any of its spellings, and answers for that period only', async () => {
    const fields = ['2023-S1', '2023S1', '2023'].map(
      (period, index) => `p${index}: workersAbroad(period: "${period}") { value timePeriod }`,
    );
    const { data } = await labour.askUnit(unit('074-20211101'), `labourAndEmployment { ${fields.join(' ')} }`);
    const halfYear = { value: 68, timePeriod: '2023-S1' };
    expect(data._entities[0].labourAndEmployment).toEqual({
      p0: halfYear,
      p1: halfYear,
      p2: { value: null, timePeriod: '2023' },
    });
  });

  it('tells the break that begins with a period, beside its status', async () => {
    const { data } = await labour.askUnit(
      unit('04-20211101'),
      'labourAndEmployment { observations(indicators: ["LE_LABOUR_FORCE"], from: "2020", to: "2021") { timePeriod value obsStatus seriesBreak } }',
    );
    expect(data._entities[0].labourAndEmployment.observations).toEqual([
      { timePeriod: '2020', value: 348.99, obsStatus: 'NORMAL', seriesBreak: null },
      { timePeriod: '2021', value: 163.3, obsStatus: 'PROVISIONAL', seriesBreak: 'ICLS_19' },
    ]);
  });

  it('serves a slip of its source as published, with low reliability and the reason', async () => {
    const { data } = await health.askUnit(
      unit('34-20211101'),
      'healthCoverage { establishmentsProvincial(period: "2012") { value obsStatus reasonCode reason } }',
    );
    const { reason, ...figure } = data._entities[0].healthCoverage.establishmentsProvincial;
    expect(figure).toEqual({ value: 24, obsStatus: 'LOW_RELIABILITY', reasonCode: 'SOURCE_SLIP' });
    expect(reason).toContain('310');
  });

  it('keeps bounds and ranges', async () => {
    const { data } = await population.askUnit(
      unit('37-20250701'),
      'populationAndChildren { informationManagedRate { value valueLow valueHigh qualifier } reportTimeCut(coverage: SOME_COMMUNES) { value valueLow valueHigh qualifier } }',
    );
    expect(data._entities[0].populationAndChildren).toEqual({
      informationManagedRate: { value: null, valueLow: 95, valueHigh: null, qualifier: 'GT' },
      reportTimeCut: { value: null, valueLow: 30, valueHigh: 50, qualifier: 'RANGE' },
    });
  });

  it('lists the slices and periods asked, and only those', async () => {
    const list = async (filter: string) => {
      const { data } = await population.askUnit(
        unit('01-20211101'),
        `populationAndChildren { observations(${filter}) { indicator timePeriod dimensions { dimension code } } }`,
      );
      return data._entities[0].populationAndChildren.observations;
    };
    const women = await list(
      'indicators: ["PC_POPULATION"], dimensions: [{ dimension: "SEX", codes: ["F"] }], from: "2020", to: "2022"',
    );
    expect(women.map((figure: any) => figure.timePeriod)).toEqual(['2020', '2021', '2022']);
    expect(new Set(women.map((figure: any) => JSON.stringify(figure.dimensions))).size).toBe(1);
    const totals = await list(
      'indicators: ["PC_POPULATION"], dimensions: [{ dimension: "SEX", codes: ["_T"] }, { dimension: "RESIDENCE", codes: ["_T"] }]',
    );
    expect(totals).toHaveLength(15);
  });

  it.each([
    ['indicators: ["HC_NONE"]', 'has no indicator "HC_NONE"'],
    ['dimensions: [{ dimension: "COLOUR", codes: ["RED"] }]', 'has a dimension "COLOUR"'],
    ['dimensions: [{ dimension: "AGE", codes: ["Y_LT7"] }]', 'has no code "Y_LT7"'],
    ['from: "2024", to: "2023"', 'must not end before'],
  ])('refuses observations(%s)', async (filter, message) => {
    const { errors } = await health.askUnit(unit('01-20211101'), `healthCoverage { observations(${filter}) { id } }`);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
