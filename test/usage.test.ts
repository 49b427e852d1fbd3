import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { until, useRegistry, type StartedGateway } from './support/use-registry.ts';

const DASHBOARD = { 'apollographql-client-name': 'dashboard', 'apollographql-client-version': '2.1' };
const MAP = { 'apollographql-client-name': 'map' };
const TYPED = `query Doctors($code: ID!) {
  place: administrativeUnit(code: $code) { healthCoverage { doctors(period: "2023") { value } } }
}`;
const BY_CODE = `query Table($code: ID!) {
  administrativeUnits(level: PROVINCE, on: "2025-07-01", first: 2) {
    nodes { labourAndEmployment { observations(indicators: [$code]) { value } } }
  }
}`;

describe('what clients use', () => {
  const registry = useRegistry({ VIEWS_TOKEN: 'the-token-of-the-tests' });
  let gateway: StartedGateway;
  let token = '';
  const usage = async (of: string) => {
    const { code, out, error } = await registry.agency(['usage', of, '--json'], token);
    if (code !== 0) throw new Error(out + error);
    return JSON.parse(out).clients as { client: string; lastUsed: string; operations: string[] }[];
  };
  const clientsOf = async (of: string) => (await usage(of)).map(({ client }) => client);

  beforeAll(async () => {
    token = await registry.join('education', 'ED');
    gateway = await registry.startGateway();
  }, 120_000);

  it('is recorded by name and day, for typed fields as for codes in variables', async () => {
    expect((await gateway.ask(TYPED, { code: '01-20211101' }, DASHBOARD)).errors).toBeUndefined();
    expect((await gateway.ask(BY_CODE, { code: 'LE_UNEMPLOYMENT_RATE' }, MAP)).errors).toBeUndefined();
    await until(async () => (await clientsOf('LE_UNEMPLOYMENT_RATE')).length > 0);
    expect(await usage('HC_DOCTORS_TOTAL')).toEqual([
      { client: 'dashboard@2.1', lastUsed: new Date().toISOString().slice(0, 10), operations: [expect.any(String)] },
    ]);
    expect(await clientsOf('LE_UNEMPLOYMENT_RATE')).toEqual(['map']);
  });

  it('is found by type, field, argument and enum value', async () => {
    expect(await clientsOf('HealthCoverage')).toEqual(['dashboard@2.1']);
    expect(await clientsOf('HealthCoverage.doctors')).toEqual(['dashboard@2.1']);
    expect(await clientsOf('HealthCoverage.doctors(period:)')).toEqual(['dashboard@2.1']);
    expect(await clientsOf('AdministrativeLevel.PROVINCE')).toEqual(['map']);
    expect(await clientsOf('HealthCoverage.doctors(sex:)')).toEqual([]);
  });

  it('is told of who asks, by a name that exists', async () => {
    const { code, out, error } = await registry.agency(['usage', 'Nonsense.field'], token);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toContain('no code of an indicator, and no type of the graph');
    expect((await registry.agency(['usage', 'PR_UNKNOWN'], token)).error).toContain('no code of an indicator');
    expect((await registry.agency(['usage', 'HC_MALNUTRITION_U5'], token)).out).toContain(
      'Nobody used HC_MALNUTRITION_U5',
    );
  });

  it('counts an answer that was kept for the client that got it', async () => {
    await gateway.ask(TYPED, { code: '01-20211101' }, { 'apollographql-client-name': 'second' });
    await until(async () => (await clientsOf('HC_DOCTORS_TOTAL')).includes('second'));
  });

  it('has no value of a client in it: not in the text, not in a variable', async () => {
    const secret = 'a-name-of-a-person';
    await gateway.ask(`{ indicators(search: "${secret}") { code } administrativeUnit(code: "77-20040101") { name } }`);
    await gateway.ask('query Find($text: String) { indicators(search: $text) { code } }', { text: secret });
    await until(async () => (await clientsOf('Query.indicators')).includes('a client without a name'));
    const kept = await registry.database.query(
      'select * from registry.operation full join registry.operation_use on hash = operation',
    );
    expect(kept.length).toBeGreaterThan(3);
    expect(JSON.stringify(kept)).not.toMatch(/a-name-of|77-2004|01-2021/);
  });

  it('counts the indicators that saved views ask for', async () => {
    const input = {
      title: 'Bác sĩ',
      table: {
        units: { level: 'PROVINCE', on: '2025-07-01' },
        columns: [{ figure: { indicator: 'HC_BEDS_PROVINCIAL', period: '2023' } }],
      },
    };
    const saved = await gateway.ask(
      'mutation Save($input: SaveViewInput!) { saveView(input: $input) { id } }',
      { input },
      { ...DASHBOARD, authorization: 'Bearer the-token-of-the-tests' },
    );
    expect(saved.errors).toBeUndefined();
    const later = await registry.startGateway();
    expect(later.url).not.toBe(gateway.url);
    await until(async () => (await clientsOf('HC_BEDS_PROVINCIAL')).includes('saved views'));
  });

  it('waits while the registry’s database is down, and requests are answered', async () => {
    const name = new URL(registry.database.url).pathname.slice(1);
    await registry.database.query(`revoke connect on database ${name} from public`);
    await registry.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'registry_gateway' and datname = '${name}'`,
    );
    const client = { 'apollographql-client-name': 'while-down' };
    expect((await gateway.ask(TYPED, { code: '79-20211101' }, client)).status).toBe(200);
    await wait(2_500);
    expect(await clientsOf('HC_DOCTORS_TOTAL')).not.toContain('while-down');
    await registry.database.query(`grant connect on database ${name} to public`);
    await until(async () => (await clientsOf('HC_DOCTORS_TOTAL')).includes('while-down'));
  });
});
