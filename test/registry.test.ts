import type { AddressInfo } from 'node:net';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createGateway, type Gateway } from '../gateway/gateway.ts';
import { addRoutes, createApp } from '../gateway/http/app.ts';
import { overHttp } from '../gateway/reach/over-http.ts';
import { serveSubgraphsInProcess, type OwnSubgraphs } from '../gateway/reach/own-subgraphs.ts';
import { registrySupergraph } from '../gateway/registry-source.ts';
import { ownSubgraphs } from '../schema/own-subgraphs.ts';
import { gatewayLogin } from '../schema/registry/database/logins.ts';
import { prepareRegistry } from '../schema/registry/database/prepare-registry.ts';
import { registryApp } from '../schema/registry/http/registry-app.ts';
import { openRegistry, type OpenRegistry } from '../schema/registry/open-registry.ts';
import { PARTNER_SDL, partnerSdlOf } from './support/partner-sdl.ts';
import { useDatabase } from './support/use-database.ts';
import { askGraph } from './support/use-graph.ts';

const PROJECT = join(import.meta.dirname, '..');
const OPERATOR = 'the-operator-of-the-tests';
const URL_OF_PARTNER = 'https://education.example.gov.vn/graphql';
const ATTENDANCE = '{ indicators(search: "ED_SCHOOL_ATTENDANCE") { code } }';

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

describe('the registry', () => {
  const database = useDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'lien-thong-registry-'));
  const sdlFile = join(folder, 'education.graphql');
  let environment: NodeJS.ProcessEnv;
  let opened: OpenRegistry;
  let server: FastifyInstance;
  let own: OwnSubgraphs;
  const apps: FastifyInstance[] = [];
  const gateways: Gateway[] = [];
  let token = '';

  const addressOf = (app: FastifyInstance) => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const startGateway = async (databaseUrl = gatewayLogin(environment), keptFile: string | null = null) => {
    const app = createApp({ logLevel: 'silent', corsOrigins: [] });
    const gateway = await createGateway({
      supergraph: registrySupergraph({
        databaseUrl,
        keptFile,
        fallback: join(PROJECT, 'schema/supergraph.graphql'),
        log: app.log,
      }),
      reach: (name, url) => own.reach.get(name) ?? overHttp(name, url, 2_000),
      hosts: own.hosts,
      log: app.log,
    });
    addRoutes(app, gateway);
    await app.listen({ host: '127.0.0.1', port: 0 });
    apps.push(app);
    gateways.push(gateway);
    return { app, gateway };
  };
  /** The command as an agency runs it. */
  const agency = (words: readonly string[], withToken = token): Promise<Ran> =>
    new Promise((resolve) => {
      const run = spawn(process.execPath, ['schema/agency/main.ts', ...words], {
        cwd: PROJECT,
        env: { ...process.env, NODE_OPTIONS: '', REGISTRY_URL: addressOf(server), LIEN_THONG_TOKEN: withToken },
      });
      let [out, error] = ['', ''];
      run.stdout.on('data', (data) => (out += data));
      run.stderr.on('data', (data) => (error += data));
      run.on('close', (code) => resolve({ code, out, error }));
    });
  const publish = (sdl: string, withToken = token, name = 'education') => {
    writeFileSync(sdlFile, sdl);
    return agency(['publish', name, '--sdl', sdlFile, '--url', URL_OF_PARTNER], withToken);
  };
  const graphs = async () => database.query<{ number: string }>('select number from registry.supergraph order by 1');
  const catalogueHas = async (app: FastifyInstance) =>
    (await askGraph(addressOf(app), ATTENDANCE)).data.indicators.length === 1;
  const until = async (isSo: () => Promise<boolean>) => {
    const end = performance.now() + 10_000;
    while (!(await isSo())) {
      if (performance.now() > end) throw new Error('It did not come to be in 10 s.');
      await wait(20);
    }
  };

  beforeAll(async () => {
    environment = { ...database.environment, REGISTRY_TOKEN: OPERATOR };
    await prepareRegistry(environment);
    opened = await openRegistry(environment);
    await opened.registry.release(ownSubgraphs());
    server = registryApp(opened.registry, 'silent');
    await server.listen({ host: '127.0.0.1', port: 0 });
    own = await serveSubgraphsInProcess('all', database.environment, server.log);
    await Promise.all([startGateway(), startGateway()]);
    await agency(
      ['register', 'education', '--prefix', 'ED', '--owner', 'Sở Giáo dục', '--contact', 'a@example.gov.vn'],
      OPERATOR,
    );
    const made = await agency(['token', 'create', 'education', '--json'], OPERATOR);
    token = JSON.parse(made.out).token;
  }, 60_000);
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await own.stop();
    await server.close();
    await opened.stop();
    rmSync(folder, { recursive: true });
  });

  it('begins with the subgraphs of the release, composed as they were reviewed', async () => {
    const [seed] = await database.query<{ sdl: string; cause: string }>(
      'select sdl, cause from registry.supergraph order by number limit 1',
    );
    expect(seed).toEqual({ cause: 'seed', sdl: readFileSync(join(PROJECT, 'schema/supergraph.graphql'), 'utf8') });
    expect((await opened.registry.release(ownSubgraphs())).graph).toBe(1);
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
        const { status, errors } = await askGraph(
          addressOf(apps[0]!),
          '{ administrativeUnit(code: "20-20211101") { name } }',
        );
        if (status !== 200 || errors) failed += 1;
        await wait(5);
      }
    })();
    writeFileSync(sdlFile, PARTNER_SDL);
    const published = await opened.registry
      .publish({ name: 'education', sdl: PARTNER_SDL, url: URL_OF_PARTNER }, null)
      .then(() => performance.now());
    await Promise.all(apps.map((app) => until(() => catalogueHas(app))));
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
    await expect(opened.registry.db.deleteFrom('supergraph').execute()).rejects.toThrow('permission denied');
    await expect(
      opened.registry.db
        .updateTable('publication')
        .set({ sdl: '' } as never)
        .execute(),
    ).rejects.toThrow('permission denied');
  });

  it('refuses what would break a client, with its name, and leaves the graph as it is', async () => {
    const text = 'query Attendance { administrativeUnit(code: "0") { education { schoolAttendance { value } } } }';
    await database.query(`insert into registry.operation (hash, text) values (repeat('a', 64), $1)`, [text]);
    await database.query(
      `insert into registry.operation_use (operation, client, client_version, day, indicators)
       values (repeat('a', 64), 'children-dashboard', '2.1', current_date, '{}')`,
    );
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
        opened.registry.publish({ name: 'education', sdl: PARTNER_SDL, url: `http://${host}/graphql` }, null),
      ).rejects.toThrow('REGISTRY_ALLOWED_HOSTS');
    for (const url of ['ftp://a/b', 'nonsense', 'https://user:secret@a.vn/graphql'])
      await expect(opened.registry.publish({ name: 'education', sdl: PARTNER_SDL, url }, null)).rejects.toThrow(
        'routing URL',
      );
  });

  it('publishes two at once one after the other, so that both are in the graph', async () => {
    for (const name of ['veterans', 'forestry'])
      await agency(
        ['register', name, '--prefix', name.slice(0, 2).toUpperCase(), '--owner', 'x', '--contact', 'x'],
        OPERATOR,
      );
    await Promise.all(
      ['veterans', 'forestry'].map((name) =>
        opened.registry.publish({ name, sdl: partnerSdlOf(name), url: `https://${name}.example.gov.vn/graphql` }, null),
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
    await Promise.all(apps.map((app) => until(async () => !(await catalogueHas(app)))));
    const [latest] = await database.query<{ cause: string }>(
      'select cause from registry.supergraph order by number desc limit 1',
    );
    expect(latest!.cause).toBe('rollback');
    expect(await agency(['rollback', '999'], OPERATOR)).toMatchObject({
      code: 1,
      error: expect.stringContaining('There is no graph 999'),
    });
    const [one, two] = gateways.map((gateway) => gateway.graph().supergraphSdl);
    expect(one).toBe(two);
  });

  it('need not be up for a gateway to start: it serves what was served last', async () => {
    const keptFile = join(folder, 'kept.graphql');
    const { app: first } = await startGateway(gatewayLogin(environment), keptFile);
    await opened.registry.publish({ name: 'education', sdl: PARTNER_SDL, url: URL_OF_PARTNER }, null);
    await until(() => catalogueHas(first));
    await until(async () => readFileSync(keptFile, 'utf8').includes('ED_SCHOOL_ATTENDANCE'));
    const { app } = await startGateway('postgres://nobody:x@127.0.0.1:9/none', keptFile);
    expect(await catalogueHas(app)).toBe(true);
  });

  it('is read by gateways with a role that cannot publish, nor see tokens', async () => {
    const { openDatabase } = await import('../subgraphs/kit/database.ts');
    const db = openDatabase<any>(gatewayLogin(environment), { schema: 'registry', connections: 1 });
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
