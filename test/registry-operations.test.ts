import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PARTNER_SDL } from './support/partner-sdl.ts';
import { until, useRegistry, type StartedGateway } from './support/use-registry.ts';

const ASKED = '{ administrativeUnit(code: "22-20211101") { name education { schoolAttendance { value } } } }';
const day = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });

describe('an agency in the registry', () => {
  const registry = useRegistry();
  let gateway: StartedGateway;
  let token = '';
  let agency: Server;
  let url = '';
  /** How the agency answers. */
  let answer: (respond: (status: number, body: string, headers?: Record<string, string>) => void) => void = () => {};
  const publish = (more: readonly string[] = []) => {
    const { registry: published } = registry.opened();
    return published.publish(
      {
        name: 'education',
        sdl: PARTNER_SDL,
        url,
        policies: Object.fromEntries(more.map((one) => [one.split('=')[0]!, Number(one.split('=')[1])])),
      },
      null,
    );
  };

  beforeAll(async () => {
    agency = createServer((request, response) => {
      request.resume();
      answer((status, body, headers = {}) =>
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body),
      );
    });
    await new Promise<void>((resolve) => agency.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(agency.address() as AddressInfo).port}/graphql`;
    token = await registry.join('education', 'ED');
    gateway = await registry.startGateway();
    await publish();
    await until(async () => (await gateway.ask('{ __type(name: "Education") { name } }')).data.__type !== null);
  }, 120_000);
  afterAll(() => {
    agency.closeAllConnections();
    agency.close();
  });

  it('says how it is to be asked, which gateways follow', async () => {
    answer = () => {};
    await publish(['timeoutMs=300']);
    await until(
      async () => (await gateway.ask(ASKED)).errors?.[0]?.message === 'education did not answer within 300 ms.',
    );
    const listed = JSON.parse((await registry.agency(['list', '--json'], token)).out);
    expect(listed.subgraphs.find(({ name }: { name: string }) => name === 'education').policies).toEqual({
      timeoutMs: 300,
    });
    const refused = await registry.agency(
      ['publish', 'education', '--sdl', 'x', '--url', url, '--timeout-ms', 'long'],
      token,
    );
    expect(refused).toMatchObject({ code: 1 });
  });

  it('that sends gateways elsewhere is not followed there', async () => {
    answer = (respond) => respond(307, '', { location: 'http://127.0.0.1:1/secret' });
    await wait(1_000);
    const { errors, data } = await gateway.ask(ASKED);
    expect(data.administrativeUnit).toEqual({ name: 'Quảng Ninh', education: null });
    expect(errors).toMatchObject([{ extensions: { agency: 'education' } }]);
  });

  it('that answers otherwise than its SDL says costs its own fields, whatever it sends', async () => {
    const lies = [
      '{"data":{"_entities":[{"education":{"schoolAttendance":{"value":"many"}}}]}}',
      '{"data":{"_entities":[{"education":[1,2]}]}}',
      '{"data":{"_entities":[{"education":{"schoolAttendance":7}}]}}',
      '{"data":{"_entities":{"length":1}}}',
      '{"data":null}',
    ];
    for (const lie of lies) {
      answer = (respond) => respond(200, lie);
      const { status, data, errors } = await gateway.ask(ASKED);
      expect({ lie, status, name: data?.administrativeUnit.name }).toEqual({ lie, status: 200, name: 'Quảng Ninh' });
      expect(data.administrativeUnit.education?.schoolAttendance?.value ?? null).toBeNull();
      expect(errors?.length ?? 0).toBeGreaterThan(0);
    }
  });

  it('leaves the graph on the day that was announced, not before', async () => {
    const asked = { 'apollographql-client-name': 'dashboard' };
    answer = (respond) => respond(200, '{"data":{"_entities":[{"education":null}]}}');
    await gateway.ask(ASKED, {}, asked);
    await until(async () => (await registry.agency(['usage', 'Education'], token)).out.includes('dashboard'));
    expect(await registry.agency(['retire', 'education'], token)).toMatchObject({
      code: 1,
      error: expect.stringContaining('dashboard'),
    });
    expect(await registry.agency(['retire', 'education', '--force', day(2)], token)).toMatchObject({
      code: 0,
      out: expect.stringContaining(`education leaves the graph on ${day(2)}`),
    });
    const [latest] = (await (await fetch(`${registry.url()}/changelog`)).json()).entries;
    expect(latest.changes).toEqual([
      {
        level: 'dangerous',
        kind: 'deprecated',
        where: 'education',
        message: 'education leaves the graph',
        until: day(2),
      },
    ]);
    await registry.opened().registry.retireDue();
    expect((await registry.agency(['list'], token)).out).toContain(url);
    expect(await registry.agency(['retire', 'education', '--force', day(0)], token)).toMatchObject({ code: 0 });
    await until(async () => (await gateway.ask('{ __type(name: "Education") { name } }')).data.__type === null);
  });

  it('is known to be used for more than a year, and no longer', async () => {
    const hash = (digit: string) => digit.repeat(64);
    const uses = (digits: string) =>
      `select text from registry.operation where hash in (${digits
        .split('')
        .map((digit) => `'${hash(digit)}'`)
        .join()}) order by text`;
    await registry.database.query(
      `with made as (insert into registry.operation (hash, text, recorded_at) values
          ('${hash('a')}', '{ old }', now() - interval '2 years'), ('${hash('b')}', '{ yearly }', now() - interval '2 years'),
          ('${hash('c')}', '{ unused }', now()) returning hash)
       insert into registry.operation_use (operation, client, client_version, day, indicator)
       select hash, 'dashboard', '', current_date - days, '' from made, (values (500), (380)) as ago (days)
       where hash = '${hash('b')}' or (hash = '${hash('a')}' and days = 500)`,
    );
    await registry.opened().registry.forgetOldUses();
    expect(await registry.database.query(uses('abc'))).toEqual([{ text: '{ unused }' }, { text: '{ yearly }' }]);
    expect(
      await registry.database.query(
        `select current_date - day as days from registry.operation_use where operation = '${hash('b')}'`,
      ),
    ).toEqual([{ days: 380 }]);
  });

  it('whose day has come is taken out by the registry itself, unless it was published again', async () => {
    const announceForYesterday = () =>
      registry.database.query(
        `insert into registry.planned_retirement (subgraph, day) values ('education', current_date - 1)`,
      );
    await publish();
    await announceForYesterday();
    await registry.opened().registry.retireDue();
    const inGraph = async () =>
      JSON.parse((await registry.agency(['list', '--json'], token)).out).subgraphs.find(
        ({ name }: { name: string }) => name === 'education',
      );
    expect(await inGraph()).toMatchObject({ publication: null, leaves: null });
    await publish();
    await announceForYesterday();
    await publish(['timeoutMs=500']);
    await registry.opened().registry.retireDue();
    expect(await inGraph()).toMatchObject({ publication: expect.any(Number), leaves: null });
  });
});
