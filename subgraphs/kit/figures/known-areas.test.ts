import { describe, expect, it } from '@jest/globals';
import { useAnswers } from '../../../test/support/use-answers.ts';
import { healthCoverage } from '../../health-coverage/subgraph.ts';

const TABLE = `query ($units: [ID!]) { _figures(indicators: ["HC_HI_COVERAGE"], units: $units, from: "2023", to: "2023") {
  units columns { values obsStatus } } }`;

describe('the list of units that a process knows', () => {
  const { database, answers, askResolvers, takeStatements, failures } = useAnswers(healthCoverage);
  const ask = async (...units: string[]) => {
    const { data, errors } = await answers.ask({ query: TABLE, variables: { units } });
    const expected = await askResolvers({ query: TABLE, variables: { units } });
    expect(JSON.stringify(data)).toBe(JSON.stringify(expected.data));
    return { values: data?.['_figures'].columns[0]?.values, message: errors?.[0]?.message };
  };

  it('is read once, and the figures by one statement each time', async () => {
    await ask('01-20211101');
    takeStatements();
    await answers.ask({ query: TABLE, variables: { units: ['46-20250101', '01-20211101'] } });
    expect(takeStatements()).toHaveLength(1);
    expect(failures).toEqual([]);
  });

  it('serves a caller who changes the list that was sent or answered', async () => {
    const units = ['01-20211101', '46-20211101'];
    const values = async () => {
      const { data } = await answers.ask({ query: TABLE, variables: { units } });
      data?.['_figures'].units.reverse();
      return data?.['_figures'].columns[0].values;
    };
    const [first, second] = await values();
    units.reverse();
    expect(await values()).toEqual([second, first]);
    expect((await ask(...units)).values).toEqual([second, first]);
  });

  it('is read anew when a unit has come, or has been placed elsewhere', async () => {
    const [first] = (await ask('01-20211101')).values;
    expect(first).toEqual(expect.any(Number));
    expect((await ask('new-20260101')).message).toContain('No units with the codes new-20260101');
    await database.query(`insert into health_coverage.area (code, name_vi, level, territory_code)
      values ('new-20260101', 'Mới', 'PROVINCE', '46-20211101')`);
    const [old] = (await ask('46-20211101')).values;
    expect((await ask('new-20260101', '46-20211101')).values).toEqual([old, old]);
    await database.query(`update health_coverage.area set territory_code = '01-20211101' where code = 'new-20260101'`);
    expect((await ask('new-20260101', '46-20211101')).values).toEqual([first, old]);
  });
});
