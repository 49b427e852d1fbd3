import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { healthCoverage } from '../subgraphs/health-coverage/subgraph.ts';
import { beginAcknowledgedWrite, type AcknowledgedWrite } from '../subgraphs/kit/data-version/acknowledged-write.ts';
import { LEASE_MS } from '../subgraphs/kit/data-version/lease.ts';
import { loginsOf } from '../subgraphs/kit/logins.ts';
import { measuresTime } from './support/measures-time.ts';
import { moveDataVersion } from './support/moving-database.ts';
import { startProcess, type ServiceProcess } from './support/service-process.ts';
import { startService, type StartedService } from './support/started-service.ts';
import { useDatabase } from './support/use-database.ts';

const SCHEMA = healthCoverage.databaseSchema;
/** What waiting may take beyond the lease on a machine that does much else. */
const SLACK_MS = 2_000;
/** Well below the end of a lease: what is faster was confirmed. */
const CONFIRMED_MS = 500;
jest.setTimeout(60_000);
measuresTime();

describe('a write, while a process that must confirm it', () => {
  const database = useDatabase();
  let services: StartedService[];
  let gateways: ServiceProcess[];
  let writing: AcknowledgedWrite;
  const move = () => moveDataVersion(database.query, SCHEMA);
  const current = (gateway: ServiceProcess) => gateway.output().trimEnd().split('\n').at(-1)?.replace('current ', '');
  const serve = () =>
    startService(['node', 'subgraphs/main.ts', healthCoverage.name], {
      HEALTH_COVERAGE_DATABASE_URL: loginsOf(healthCoverage, database.environment).reader,
    });
  const follow = ({ url }: StartedService) =>
    startProcess(['node', 'test/support/follow-versions.ts', `${url}/graphql`], {
      folder: join(import.meta.dirname, '..'),
      environment: { PATH: process.env['PATH']! },
    });
  const allKnow = async (version: string, those = gateways) => {
    for (const deadline = Date.now() + 20_000; !those.every((gateway) => current(gateway) === version); await wait(20))
      if (Date.now() > deadline)
        throw new Error(`Not every gateway knows ${version}: ${those.map(current).join(', ')}`);
  };
  const beginAnew = async () => {
    writing.end();
    writing = await beginAcknowledgedWrite(loginsOf(healthCoverage, database.environment).owner, SCHEMA);
    // From now on nobody can have been lost before the writer began.
    await wait(LEASE_MS + 50);
  };
  const acknowledging = async () => {
    const version = await move();
    const begun = performance.now();
    await writing.acknowledged();
    return { version, took: performance.now() - begun };
  };

  beforeAll(async () => {
    writing = await beginAcknowledgedWrite(loginsOf(healthCoverage, database.environment).owner, SCHEMA);
    services = await Promise.all([serve(), serve()]);
    gateways = services.map(follow);
    await allKnow(await move());
    await beginAnew();
  });
  afterEach(async () => {
    const all = [...gateways, ...services.map((service) => service.process)];
    for (const one of all) if (one.isRunning()) void one.stop('SIGCONT');
    await beginAnew();
  });
  afterAll(async () => {
    writing.end();
    for (const one of [...gateways, ...services.map((service) => service.process)]) {
      if (!one.isRunning()) continue;
      void one.stop('SIGCONT');
      await one.stop('SIGKILL');
    }
  });

  it('is well, is confirmed by all of them', async () => {
    expect((await acknowledging()).took).toBeLessThan(CONFIRMED_MS);
  });

  it('a gateway, hangs, is acknowledged when its lease has ended, and the gateway never again tells the older version', async () => {
    void gateways[0]!.stop('SIGSTOP');
    await wait(20);
    const before = gateways[0]!.output();
    const { version, took } = await acknowledging();
    expect(took).toBeGreaterThan(CONFIRMED_MS);
    expect(took).toBeLessThan(LEASE_MS + SLACK_MS);
    // Once it holds no lease it keeps nobody waiting.
    expect((await acknowledging()).took).toBeLessThan(CONFIRMED_MS);
    void gateways[0]!.stop('SIGCONT');
    await allKnow((await acknowledging()).version);
    const since = gateways[0]!.output().slice(before.length);
    expect(since).toMatch(/^current null\n/);
    expect(since).not.toContain(`current ${Number.parseInt(version) - 1}-`);
  });

  it('an agency, hangs, is acknowledged when its leases have ended', async () => {
    const hung = services[0]!.process;
    void hung.stop('SIGSTOP');
    const first = await acknowledging();
    expect(first.took).toBeGreaterThan(CONFIRMED_MS);
    expect(first.took).toBeLessThan(LEASE_MS + SLACK_MS);
    await allKnow('null', [gateways[0]!]);
    expect(current(gateways[1]!)).toBe(first.version);
    void hung.stop('SIGCONT');
    await allKnow((await acknowledging()).version);
    await beginAnew();
    expect((await acknowledging()).took).toBeLessThan(CONFIRMED_MS);
  });

  it('an agency, is killed, is acknowledged when its leases have ended, and its gateways follow the next one', async () => {
    await services[0]!.process.stop('SIGKILL');
    const { took } = await acknowledging();
    expect(took).toBeGreaterThan(CONFIRMED_MS);
    expect(took).toBeLessThan(LEASE_MS + SLACK_MS);
    await beginAnew();
    expect((await acknowledging()).took).toBeLessThan(CONFIRMED_MS);
  });
});
