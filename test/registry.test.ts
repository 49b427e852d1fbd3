import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { ownSubgraphs } from '../schema/own-subgraphs.ts';
import { gatewayLogin } from '../schema/registry/database/logins.ts';
import { openDatabase } from '../subgraphs/kit/database.ts';
import { PARTNER_SDL, partnerSdlOf } from './support/partner-sdl.ts';
import { OPERATOR, PROJECT, until, useRegistry, type StartedGateway } from './support/use-registry.ts';

const URL_OF_PARTNER = 'https://education.example.gov.vn/graphql';
const ATTENDANCE = '{ indicators(search: "ED_SCHOOL_ATTENDANCE") { code } }';

describe('the registry', () => {
  const registry = useRegistry({ REGISTRY_ALLOWED_HOSTS: '' });
  const { database, folder } = registry;
  const sdlFile = join(folder, 'education.graphql');
  const gateways: StartedGateway[] = [];
  let token = '';

  const agency = (words: readonly string[], withToken = token) => registry.agency(words, withToken);
  const publish = (sdl: string, withToken = token, name = 'education') => {
    writeFileSync(sdlFile, sdl);
    return agency(['publish', name, '--sdl', sdlFile, '--url', URL_OF_PARTNER], withToken);
  };
  const publishPartner = () =>
    registry.opened().registry.publish({ name: 'education', sdl: PARTNER_SDL, url: URL_OF_PARTNER }, null);
  const graphs = async () => database.query<{ number: string }>('select number from registry.supergraph order by 1');
  const catalogueHas = async ({ ask }: StartedGateway) => (await ask(ATTENDANCE)).data.indicators.length === 1;

  beforeAll(async () => {
    gateways.push(...(await Promise.all([registry.startGateway(), registry.startGateway()])));
    token = await registry.join('education', 'ED');
  }, 120_000);

  it('begins with the subgraphs of the release, composed as they were reviewed', async () => {
    const [seed] = await database.query<{ sdl: string; cause: string }>(
      'select sdl, cause from registry.supergraph order by number limit 1',
    );
    expect(seed).toEqual({ cause: 'seed', sdl: readFileSync(join(PROJECT, 'schema/supergraph.graphql'), 'utf8') });
    expect((await registry.opened().registry.release(ownSubgraphs())).graph).toBe(1);
  });

  it('tells what it would say of a publication, and changes nothing', async () => {
    writeFileSync(sdlFile, PARTNER_SDL);
    const check = await agency(['check', 'education', '--sdl', sdlFile, '--url', URL_OF_PARTNER]);
    expect(check).toMatchObject({ code: 0, out: expect.stringContaining('education can be published.') });
    writeFileSync(sdlFile, PARTNER_SDL.replace('code: "ED_SCHOOL', 'code: "HC_SCHOOL'));
    const refused = await agency(['check', 'education', '--sdl', sdlFile, '--url', URL_OF_PARTNER, '--json']);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out).faults).toMatchObject([{ code: 'INDICATOR_PREFIX' }]);
    expect(await graphs()).toHaveLength(1);
  });

  it('takes a publication live at every gateway in seconds, with no failed request; its indicators are in the catalogue', async () => {
    let failed = 0;
    const asking = new AbortController();
    const load = (async () => {
      while (!asking.signal.aborted) {
        const { status, errors } = await gateways[0]!.ask('{ administrativeUnit(code: "20-20211101") { name } }');
        if (status !== 200 || errors) failed += 1;
        await wait(5);
      }
    })();
    const published = await publishPartner().then(() => performance.now());
    await Promise.all(gateways.map((gateway) => until(() => catalogueHas(gateway))));
    // Alone it takes a fraction of two seconds; tests share their machine.
    expect(performance.now() - published).toBeLessThan(5_000);
    asking.abort();
    await load;
    expect(failed).toBe(0);
  });

  it('publishes the same again without another graph, and keeps every graph that was served', async () => {
    const count = (await graphs()).length;
    expect(await publish(PARTNER_SDL)).toMatchObject({ code: 0 });
    expect(await graphs()).toHaveLength(count);
    await expect(registry.opened().registry.db.deleteFrom('supergraph').execute()).rejects.toThrow('permission denied');
    await expect(
      registry
        .opened()
        .registry.db.updateTable('publication')
        .set({ sdl: '' } as never)
        .execute(),
    ).rejects.toThrow('permission denied');
  });

  it('refuses what would break a client, with its name, and leaves the graph as it is', async () => {
    const client = { 'apollographql-client-name': 'children-dashboard', 'apollographql-client-version': '2.1' };
    const asked = '{ administrativeUnit(code: "20-20211101") { education { schoolAttendance { value } } } }';
    await gateways[0]!.ask(asked, {}, client);
    await until(async () => (await agency(['usage', 'ED_SCHOOL_ATTENDANCE'])).out.includes('children-dashboard@2.1'));
    const before = await graphs();
    const renamed = await publish(PARTNER_SDL.replace('schoolAttendance(', 'attendance('));
    expect(renamed.code).toBe(1);
    expect(renamed.error).toContain('BREAKS_CLIENTS at children-dashboard@2.1');
    expect(await agency(['retire', 'education'])).toMatchObject({ code: 1 });
    expect(await graphs()).toEqual(before);
  });

  it('lets only the owner’s token publish under a name, and logs every use', async () => {
    const other = await agency(['publish', 'health-coverage', '--sdl', sdlFile, '--url', URL_OF_PARTNER]);
    expect(other).toMatchObject({ code: 1, error: expect.stringContaining("The token is education's") });
    expect(await publish(PARTNER_SDL, 'lt_wrong')).toMatchObject({
      code: 1,
      error: expect.stringContaining('unknown, has expired or was revoked'),
    });
    const made = JSON.parse(
      (await agency(['token', 'create', 'education', '--scopes', 'check', '--json'], OPERATOR)).out,
    );
    expect(await publish(PARTNER_SDL, made.token)).toMatchObject({
      code: 1,
      error: expect.stringContaining('The token allows check, and not publish.'),
    });
    await agency(['token', 'revoke', String(made.number)], OPERATOR);
    expect(await publish(PARTNER_SDL, made.token)).toMatchObject({
      code: 1,
      error: expect.stringContaining('revoked'),
    });
    const [kept] = await database.query<{ hash: string }>('select hash from registry.token where number = $1', [
      made.number,
    ]);
    expect(kept!.hash).not.toContain(made.token);
    const logged = await agency(['log', '--audit', '--json', '--first', '50'], OPERATOR);
    const audit = JSON.parse(logged.out).audit as { action: string; outcome: string; subgraph: string | null }[];
    expect(audit.filter(({ action, outcome }) => action === 'publish' && outcome === 'refused').length).toBeGreaterThan(
      3,
    );
    expect(await agency(['log', '--audit'])).toMatchObject({ code: 1, error: expect.stringContaining('not operate') });
  });

  it('refuses addresses of the gateway’s own machine and link, and of metadata services', async () => {
    for (const host of [
      'localhost',
      '127.0.0.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '169.254.169.254',
      '[fe80::1]',
      '0.0.0.0',
      'metadata.google.internal',
    ])
      await expect(
        registry
          .opened()
          .registry.publish({ name: 'education', sdl: PARTNER_SDL, url: `http://${host}/graphql` }, null),
      ).rejects.toThrow('REGISTRY_ALLOWED_HOSTS');
    for (const url of ['ftp://a/b', 'nonsense', 'https://user:secret@a.vn/graphql'])
      await expect(
        registry.opened().registry.publish({ name: 'education', sdl: PARTNER_SDL, url }, null),
      ).rejects.toThrow('routing URL');
  });

  it('publishes two at once one after the other, so that both are in the graph', async () => {
    for (const name of ['veterans', 'forestry'])
      await agency(
        ['register', name, '--prefix', name.slice(0, 2).toUpperCase(), '--owner', 'x', '--contact', 'x'],
        OPERATOR,
      );
    await Promise.all(
      ['veterans', 'forestry'].map((name) =>
        registry
          .opened()
          .registry.publish({ name, sdl: partnerSdlOf(name), url: `https://${name}.example.gov.vn/graphql` }, null),
      ),
    );
    const { subgraphs } = JSON.parse((await agency(['list', '--json'])).out) as {
      subgraphs: { name: string; publication: number | null }[];
    };
    const inGraph = subgraphs.filter(({ publication }) => publication !== null).map(({ name }) => name);
    expect(inGraph).toEqual(expect.arrayContaining(['education', 'veterans', 'forestry']));
  });

  it('goes back to an earlier graph by one command, which every gateway serves then', async () => {
    expect(await agency(['rollback', '1'], OPERATOR)).toMatchObject({ code: 0 });
    await Promise.all(gateways.map((gateway) => until(async () => !(await catalogueHas(gateway)))));
    const [latest] = await database.query<{ cause: string }>(
      'select cause from registry.supergraph order by number desc limit 1',
    );
    expect(latest!.cause).toBe('rollback');
    expect(await agency(['rollback', '999'], OPERATOR)).toMatchObject({
      code: 1,
      error: expect.stringContaining('There is no graph 999'),
    });
    const [one, two] = await Promise.all(gateways.map(({ ask }) => ask(getIntrospectionQuery())));
    expect(one!.data.__schema.types.length).toBeGreaterThan(50);
    expect(one).toEqual(two);
  });

  it('need not be up for a gateway to start: it serves what was served last', async () => {
    const keptFile = join(folder, 'kept.graphql');
    const first = await registry.startGateway({ keptFile });
    await publishPartner();
    await until(() => catalogueHas(first));
    await until(async () => readFileSync(keptFile, 'utf8').includes('ED_SCHOOL_ATTENDANCE'));
    const second = await registry.startGateway({ databaseUrl: 'postgres://nobody:x@127.0.0.1:9/none', keptFile });
    expect(await catalogueHas(second)).toBe(true);
  });

  it('is read by gateways with a role that cannot publish, nor see tokens', async () => {
    const db = openDatabase<any>(gatewayLogin(registry.environment()), { schema: 'registry', connections: 1 });
    await expect(db.selectFrom('token').selectAll().execute()).rejects.toThrow('permission denied');
    await expect(db.insertInto('supergraph').values({ sdl: '' }).execute()).rejects.toThrow('permission denied');
    await expect(db.selectFrom('supergraph').select('number').execute()).resolves.not.toHaveLength(0);
    await db.destroy();
  });

  it.each([
    [['publish'], 2, 'The NAME of the agency is missing'],
    [['publish', 'education'], 2, '--url URL'],
    [['nonsense'], 2, 'There is no command "nonsense"'],
    [['check', 'education', '--wrong'], 2, '--wrong'],
    [['check', 'education', '--url', 'http://127.0.0.1:9/graphql'], 1, 'does not answer. Start it'],
    [['rollback', 'one'], 2, 'A graph has a number'],
  ])('is asked by a command that says what it needs: %j', async (words, code, message) => {
    expect(await agency(words)).toMatchObject({ code, error: expect.stringContaining(message) });
  });
});
