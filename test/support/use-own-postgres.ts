import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { installedPostgres } from '../../subgraphs/embedded-postgres/binaries.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../subgraphs/embedded-postgres/embedded-postgres.ts';
import { reachablePrograms } from '../../subgraphs/embedded-postgres/folder.ts';
import { postgresUser } from '../../subgraphs/embedded-postgres/run-as.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { prepareDatabases } from '../../subgraphs/prepare-databases.ts';

export interface OwnPostgres {
  readonly url: () => string;
  /** Ends it as a crash does and starts it again, on the same port. */
  readonly restart: () => Promise<void>;
}

/** A PostgreSQL for this test file alone, with the data of some subgraphs; it may be restarted. */
export function useOwnPostgres(subgraphs: readonly Subgraph[]): OwnPostgres {
  let folder: string;
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lien-thong-own-'));
    // PostgreSQL's own user must be able to enter it.
    chmodSync(folder, 0o755);
    const settings = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
    postgres = await startEmbeddedPostgres({ project: folder, folder, settings, announce: () => {} });
    const silent = { step: () => {}, begin: () => {}, advance: () => {}, end: () => {} };
    await prepareDatabases(subgraphs, { DATABASE_URL: postgres.url }, silent);
  }, 120_000);
  afterAll(async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    url: () => postgres.url,
    restart: async () => {
      const user = postgresUser();
      const programs = reachablePrograms(await installedPostgres(), folder, user);
      const data = join(folder, 'cluster/data');
      const options = ['restart', '-w', '-m', 'immediate', '-D', data, '-l', join(data, 'server.log')];
      const child = spawn(join(programs, 'bin/pg_ctl'), options, {
        cwd: data,
        env: { LC_ALL: 'C', PATH: process.env['PATH'] },
        stdio: 'ignore',
        detached: true,
        ...(user ? { uid: user.uid, gid: user.gid } : {}),
      });
      const [code] = (await once(child, 'close')) as [number];
      if (code !== 0) throw new Error(`pg_ctl restart ended with ${code}. See ${join(data, 'server.log')}.`);
    },
  };
}
