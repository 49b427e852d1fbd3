import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../subgraphs/embedded-postgres/embedded-postgres.ts';
import { hostedSubgraphs, subgraphs } from '../../subgraphs/index.ts';
import { prepareRegistry } from '../../schema/registry/database/prepare-registry.ts';
import { prepareSheets } from '../../subgraphs/sheets/host/prepare-sheets.ts';
import { prepareDatabases } from '../../subgraphs/prepare-databases.ts';

declare global {
  var testPostgres: EmbeddedPostgres | undefined;
}

/** Starts a PostgreSQL for this run and loads every figure once; each test file copies that database. */
export default async function startTestPostgres(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lien-thong-test-'));
  // PostgreSQL's own user must be able to enter it.
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({
    project: folder,
    folder,
    settings: ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=300'],
    announce: () => {},
  });
  globalThis.testPostgres = postgres;
  const silent = { step: () => {}, begin: () => {}, advance: () => {}, end: () => {} };
  try {
    const environment = { DATABASE_URL: postgres.url };
    await prepareDatabases([...subgraphs, ...hostedSubgraphs], environment, silent);
    // Roles are of the whole server: two files that made one at the same time would fail.
    await prepareRegistry(environment);
    await prepareSheets(environment);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  process.env['TEST_DATABASE_URL'] = postgres.url;
}
