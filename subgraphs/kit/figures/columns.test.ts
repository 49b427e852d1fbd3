import { describe, expect, it } from '@jest/globals';
import { healthCoverage } from '../../health-coverage/subgraph.ts';
import { useSubgraph } from '../../../test/support/use-subgraph.ts';

describe('the figures of an agency in columns', () => {
  const health = useSubgraph(healthCoverage);
  const unit = (code: string, territoryCode = code) => ({ code, territoryCode });

  it('reads the same figures in columns as one by one', async () => {
    const units = ['01-20211101', '46-20250101', '417-20211101', '08-20250701'];
    const territories = ['01-20211101', '46-20211101', '417-20211101', '08-20250701'];
    const { data } = await health.ask(
      'query ($units: [ID!]) { _figures(indicators: ["HC_HI_COVERAGE"], units: $units, from: "2022", to: "2023") { units columns { timePeriod unitMeasure unitMultiplier dimensions { code } ids values obsStatus reasonCode citation citations { source } } } }',
      { units },
    );
    expect(data._figures.units).toEqual(units);
    expect(data._figures.columns.map((column: any) => column.timePeriod)).toEqual(['2022', '2023']);
    for (const column of data._figures.columns) {
      for (const [index, code] of units.entries()) {
        const one = await health.askUnit(
          unit(code, territories[index]),
          `healthCoverage { healthInsuranceCoverage(period: "${column.timePeriod}") { id value obsStatus reasonCode citation { source } } }`,
        );
        const figure = one.data._entities[0].healthCoverage.healthInsuranceCoverage;
        const citation = column.citation[index] === null ? null : column.citations[column.citation[index]];
        expect({
          id: column.ids[index],
          value: column.values[index],
          obsStatus: column.obsStatus[index],
          reasonCode: column.reasonCode[index],
          citation,
        }).toEqual(figure);
      }
    }
  });

  it('refuses columns of units that do not exist', async () => {
    const { errors } = await health.ask('{ _figures(indicators: ["HC_HI_COVERAGE"], units: ["417"]) { units } }');
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('No units with the codes 417'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it.each([
    [
      'units',
      { units: Array.from({ length: 20_001 }, (_, n) => `${n}`) },
      'at most 20000 units at once, but got 20001',
    ],
    [
      'indicators',
      { indicators: Array.from({ length: 51 }, () => 'HC_HI_COVERAGE') },
      'at most 50 indicators at once, but got 51',
    ],
  ])('refuses too many %s', async (_what, given, message) => {
    const { errors } = await health.ask(
      'query ($indicators: [ID!]!, $units: [ID!]) { _figures(indicators: $indicators, units: $units) { units } }',
      { indicators: ['HC_HI_COVERAGE'], ...given },
    );
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('reads all that is asked in one document from one snapshot', async () => {
    health.takeStatements();
    const { data, extensions } = await health.ask(`{
      rates: _figures(indicators: ["HC_HI_COVERAGE"], from: "2023", to: "2023") { dataVersion columns { values } }
      staff: _figures(indicators: ["HC_DOCTORS_TOTAL"], units: ["01-20211101"]) { dataVersion columns { values } } }`);
    expect(health.takeStatements()).toHaveLength(1);
    expect([data.rates.dataVersion, data.staff.dataVersion]).toEqual([extensions.dataVersion, extensions.dataVersion]);
    expect(data.rates.columns[0].values.length).toBeGreaterThan(1);
    expect(data.staff.columns[0].values).toHaveLength(1);
  });

  it('lists as units those that have a figure in the columns, where none is named', async () => {
    const { data } = await health.ask(
      '{ _figures(indicators: ["HC_HI_COVERAGE"], dimensions: [{ dimension: "AGE", codes: ["Y_LT6"] }]) { units columns { refArea } } }',
    );
    const { units, columns } = data._figures;
    expect(units).toEqual([...new Set(columns.flatMap((column: any) => column.refArea.filter(Boolean)))].toSorted());
  });
});
