import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { serveSubgraphsInProcess, type OwnSubgraphs } from '../gateway/reach/own-subgraphs.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../subgraphs/embedded-postgres/embedded-postgres.ts';
import { healthCoverage } from '../subgraphs/health-coverage/subgraph.ts';
import { LEASE_MS } from '../subgraphs/kit/data-version/lease.ts';
import { prepareDatabases } from '../subgraphs/prepare-databases.ts';
import { startForwarder, type Forwarder } from './support/forwarder.ts';
import { moveDataVersion } from './support/moving-database.ts';

/** What may be added on a machine that does much else. */
const SLACK_MS = 2_000;
jest.setTimeout(60_000);

describe("the version of an agency's data, whose database", () => {
  const folder = mkdtempSync(join(tmpdir(), 'lien-thong-versions-'));
  let postgres: EmbeddedPostgres;
  let forwarder: Forwarder;
  let own: OwnSubgraphs;
  const portOf = (url: string) => Number(new URL(url).port);
  const start = () => startEmbeddedPostgres({ project: folder, folder, settings: ['fsync=off'], announce: () => {} });
  const current = () => own.versions.get(healthCoverage.name)!.current();
  /** Milliseconds until the version is this one; null: until it is not known. */
  const until = async (expected: string | null, most: number) => {
    const begun = performance.now();
    for (; current() !== expected; await wait(5)) {
      if (performance.now() - begun > most) throw new Error(`After ${most} ms it is ${current()}, not ${expected}.`);
    }
    return performance.now() - begun;
  };
  const move = async () => {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    try {
      return await moveDataVersion(
        async <Row extends pg.QueryResultRow>(text: string) => (await client.query<Row>(text)).rows,
        healthCoverage.databaseSchema,
      );
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    // PostgreSQL's own user must be able to enter it.
    chmodSync(folder, 0o755);
    postgres = await start();
    const silent = { step: () => {}, begin: () => {}, advance: () => {}, end: () => {} };
    await prepareDatabases([healthCoverage], { DATABASE_URL: postgres.url }, silent);
    forwarder = await startForwarder(portOf(postgres.url));
    const url = new URL(postgres.url);
    url.port = String(forwarder.port);
    own = await serveSubgraphsInProcess(healthCoverage.name, { DATABASE_URL: url.href }, { error: () => {} });
    await until(await move(), 10_000);
  });
  afterAll(async () => {
    await own.stop();
    await forwarder.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('falls silent, is relied on for no longer than a second, and is known again soon after it answers', async () => {
    forwarder.hang();
    const took = await until(null, LEASE_MS + SLACK_MS);
    expect(took).toBeGreaterThan(LEASE_MS / 2);
    const moved = await move();
    await wait(2_000);
    expect(current()).toBeNull();
    forwarder.resume();
    await until(moved, 6_000);
  });

  it('is restarted, is relied on no more, and is known again within seconds', async () => {
    const port = portOf(postgres.url);
    const stopping = postgres.stop();
    await until(null, LEASE_MS + SLACK_MS);
    await stopping;
    await wait(1_500);
    postgres = await start();
    expect(portOf(postgres.url)).not.toBe(port);
    forwarder.leadTo(portOf(postgres.url));
    await until(await move(), 5_000);
  });
});
