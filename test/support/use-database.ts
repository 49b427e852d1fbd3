import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { DATABASE } from '../../subgraphs/embedded-postgres/keeper.ts';

export interface TestDatabase {
  /** An administrator's login. */
  readonly url: string;
  /** The environment with which commands use this database. */
  readonly environment: NodeJS.ProcessEnv;
  /** Asks as the administrator. */
  readonly query: <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
}

/** A database for this test file alone: a copy of the one with every figure, or an empty one. */
export function useDatabase({ empty = false } = {}): TestDatabase {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = process.env['TEST_DATABASE_URL']!;
  const url = server.replace(/[^/]+$/, name);
  let client: pg.Client;

  beforeAll(async () => {
    // Two files may copy at the same time; a copy needs its source for itself.
    await onServer(`select pg_advisory_lock(1)`, `create database ${name} template ${empty ? 'template0' : DATABASE}`);
    client = new pg.Client({ connectionString: url });
    await client.connect();
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await onServer(`drop database ${name} with (force)`);
  });

  return {
    url,
    environment: { DATABASE_URL: url },
    query: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, [...values])).rows,
  };

  async function onServer(...statements: readonly string[]): Promise<void> {
    const admin = new pg.Client({ connectionString: server.replace(/[^/]+$/, 'postgres') });
    await admin.connect();
    try {
      for (const statement of statements) await admin.query(statement);
    } finally {
      await admin.end();
    }
  }
}
