import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../subgraphs/embedded-postgres/embedded-postgres.ts';
import type { PrepareProgress } from '../../subgraphs/prepare-databases.ts';
import { prepareSyntheticDatabases } from './synthetic.ts';

/** All data stays in memory, and nothing waits for the disk. */
const SETTINGS = [
  'shared_buffers=2GB',
  'max_connections=600',
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'max_wal_size=8GB',
  'autovacuum=off',
];

export interface BenchDatabase {
  /** An administrator's login. */
  readonly url: string;
  /** The server's first process. */
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** A PostgreSQL of the benchmark's own with synthetic figures at national size, made once and kept in a temporary folder. */
export async function startBenchDatabase(
  { data, fresh, project }: { readonly data: string | null; readonly fresh: boolean; readonly project: string },
  say: (line: string) => void,
): Promise<BenchDatabase> {
  const folder =
    data ?? join(tmpdir(), `lien-thong-bench-${createHash('sha256').update(project).digest('hex').slice(0, 8)}`);
  if (fresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // PostgreSQL's own user must be able to enter it.
  chmodSync(folder, 0o755);
  say(`Database with synthetic figures at national size, in ${folder}`);
  const postgres = await startEmbeddedPostgres({ project, folder, settings: SETTINGS, announce: say });
  try {
    await prepareSyntheticDatabases({ DATABASE_URL: postgres.url }, progressOn(say));
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  const pid = Number(readFileSync(join(folder, 'cluster/data/postmaster.pid'), 'utf8').split('\n')[0]);
  return { url: postgres.url, pid, stop: postgres.stop };
}

function progressOn(say: (line: string) => void): PrepareProgress {
  return {
    step: say,
    begin: (records) => say(`${records} records, about two minutes where they are not there yet`),
    advance: () => {},
    end: (written) => say(written === 0 ? 'All are there' : `${written} written`),
  };
}
