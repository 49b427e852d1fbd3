import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startProcess, type ServiceProcess } from './support/service-process.ts';
import { askGraph } from './support/use-graph.ts';

const PROJECT = join(import.meta.dirname, '..');
const START = ['node', 'gateway/start.ts'];

describe('npm start', () => {
  let folder: string;
  const running: ServiceProcess[] = [];
  const start = (variables: Record<string, string> = {}) => {
    const environment = { PATH: process.env['PATH']!, PORT: '0', LIEN_THONG_DATA: join(folder, 'data'), ...variables };
    const service = startProcess(START, { folder: PROJECT, environment });
    running.push(service);
    return service;
  };
  /** Waits until the service has written what is expected, and gives the match. */
  const said = async (service: ServiceProcess, expected: RegExp) => {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
      const match = expected.exec(service.output());
      if (match) return match;
      if (!service.isRunning()) throw new Error(`It ended: ${service.output()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`It did not say ${expected}: ${service.output()}`);
  };
  const ready = async (service: ServiceProcess) => (await said(service, /Ready: (http:\/\/localhost:\d+)/))[1]!;
  const coverage = async (url: string) => {
    const { data } = await askGraph(
      url,
      '{ administrativeUnit(code: "20-20211101") { healthCoverage { healthInsuranceCoverage(period: "2023") { value id asOf } } } }',
    );
    return data.administrativeUnit.healthCoverage.healthInsuranceCoverage;
  };
  /** PostgreSQL removes this file when it has ended. */
  const isPostgresRunning = (data = 'data') => existsSync(join(folder, data, 'cluster/data/postmaster.pid'));

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lien-thong-start-'));
    chmodSync(folder, 0o755);
  });
  afterAll(async () => {
    for (const service of running) if (service.isRunning()) await service.stop('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells what it does, serves every figure, prints a query to try, and keeps the data when Ctrl-C stops all it started', async () => {
    const first = start();
    const before = await coverage(await ready(first));
    expect(before).toMatchObject({ value: 94.2 });
    for (const step of [
      'Starting the embedded PostgreSQL',
      'data in ',
      join(folder, 'data/views-token'),
      join(folder, 'data/view-signing-key.pem'),
      'Reading and checking',
      'Migrations',
      '50211 figures and units loaded',
      'Publishing the graph to the registry',
      'query LangSon',
    ]) {
      expect(first.output()).toContain(step);
    }
    expect(isPostgresRunning()).toBe(true);
    expect(await first.stop('SIGINT')).toEqual({ code: 0, signal: null });
    expect(isPostgresRunning()).toBe(false);

    const second = start();
    expect(await coverage(await ready(second))).toEqual(before);
    expect(second.output()).toContain('all as recorded before');
    await second.stop('SIGINT');
  }, 120_000);

  it('says that another start uses the data, and names its process', async () => {
    const first = start();
    await ready(first);
    const second = start();
    expect((await second.ended).code).toBe(1);
    expect(second.output()).toMatch(
      /is already in use by another start \(process \d+\)\. Stop that one, or set LIEN_THONG_DATA/,
    );
    expect(await coverage(await ready(first))).toMatchObject({ value: 94.2 });
    await first.stop('SIGINT');
  }, 120_000);

  it('takes over the database that a killed start left running', async () => {
    const first = start();
    await ready(first);
    await first.stop('SIGKILL');
    expect(isPostgresRunning()).toBe(true);
    const second = start();
    expect(await coverage(await ready(second))).toMatchObject({ value: 94.2 });
    expect(second.output()).toContain('Took over the database that an interrupted start left running');
    await second.stop('SIGTERM');
    expect(isPostgresRunning()).toBe(false);
  }, 120_000);

  it('keeps the database after one of its processes has crashed, so that a second start is still refused', async () => {
    const first = start();
    await ready(first);
    const cluster = join(folder, 'data/cluster');
    const port = readFileSync(join(cluster, 'data/postmaster.pid'), 'utf8').split('\n')[3];
    const login = `postgres://postgres:${readFileSync(join(cluster, 'password'), 'utf8')}@127.0.0.1:${port}/postgres`;
    const client = new pg.Client({ connectionString: login });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    process.kill(rows[0]!.pid, 'SIGKILL');
    const url = await ready(first);
    for (const deadline = Date.now() + 20_000; (await coverage(url).catch(() => null)) === null;) {
      if (Date.now() > deadline) throw new Error('The graph did not come back.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const second = start();
    expect((await second.ended).code).toBe(1);
    expect(second.output()).toContain('is already in use by another start');
    await first.stop('SIGINT');
  }, 120_000);

  it('of two at once on a new folder serves one and refuses the other', async () => {
    const both = [start({ LIEN_THONG_DATA: join(folder, 'both') }), start({ LIEN_THONG_DATA: join(folder, 'both') })];
    const codes = await Promise.race(both.map(async (one) => (await one.ended).code));
    expect(codes).toBe(1);
    const [refused, served] = both[0]!.isRunning() ? [both[1]!, both[0]!] : [both[0]!, both[1]!];
    expect(refused.output()).toContain('is already in use by another start');
    expect(await coverage(await ready(served))).toMatchObject({ value: 94.2 });
    await served.stop('SIGINT');
  }, 120_000);

  it('is not put off by the file of a server that an earlier life of the machine left behind', async () => {
    const data = join(folder, 'data/cluster/data');
    writeFileSync(join(data, 'postmaster.pid'), `1\n${data}\n1700000000\n9\n\n127.0.0.1\n\nready\n`);
    const service = start();
    expect(await coverage(await ready(service))).toMatchObject({ value: 94.2 });
    await service.stop('SIGINT');
  }, 60_000);

  it('can be stopped while it is still starting', async () => {
    const service = start({ LIEN_THONG_DATA: join(folder, 'stopped-early') });
    await said(service, /Reading and checking/);
    expect(await service.stop('SIGINT')).toEqual({ code: 0, signal: null });
    expect(isPostgresRunning('stopped-early')).toBe(false);
  }, 60_000);

  it('says that the port is taken before it starts anything', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const service = start({ PORT: String(port), LIEN_THONG_DATA: join(folder, 'never') });
    expect((await service.ended).code).toBe(1);
    expect(service.output()).toContain(`Port ${port} is in use`);
    expect(service.output()).toContain('choose another port: PORT=4001');
    expect(existsSync(join(folder, 'never'))).toBe(false);
    taken.close();
  });

  it('says that the folder cannot be written, or is none', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const service = start({ LIEN_THONG_DATA: join(file, 'data') });
    expect((await service.ended).code).toBe(1);
    expect(service.output()).toMatch(
      /Cannot write to .*file\/data\. Make it writable, or set LIEN_THONG_DATA to another folder\./,
    );
  });

  it.each([
    [{ PORT: 'http' }, 'PORT must be a whole number, but is: http.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of'],
    [{ CORS_ORIGINS: '*' }, 'CORS_ORIGINS must list origins'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must read like postgres://user:password@host:5432/database.'],
    [{ DATABASE_URL: 'postgres://nobody:x@127.0.0.1:9/none' }, 'The database at 127.0.0.1:9 could not be reached'],
    [{ HEALTH_COVERAGE_URL: 'localhost:4104' }, 'HEALTH_COVERAGE_URL must be an address such as'],
  ])('says what is wrong with %j', async (variables, message) => {
    const service = start(variables);
    expect((await service.ended).code).toBe(1);
    expect(service.output()).toContain(message);
  });

  // Only root meets it: PostgreSQL runs as another user then.
  const asRoot = process.getuid?.() === 0 ? it : it.skip;

  asRoot('as root refuses a folder that PostgreSQL’s user cannot enter, by name', async () => {
    const closed = join(folder, 'private');
    mkdirSync(closed, { mode: 0o700 });
    const service = start({ LIEN_THONG_DATA: join(closed, 'data') });
    expect((await service.ended).code).toBe(1);
    expect(service.output()).toContain(`cannot enter ${closed}. Name a folder that it can reach.`);
    expect(readdirSync(closed)).toEqual([]);
  });
});
