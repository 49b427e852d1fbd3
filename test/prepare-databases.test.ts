import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { healthCoverage } from '../subgraphs/health-coverage/subgraph.ts';
import { loginsOf } from '../subgraphs/kit/logins.ts';
import { prepareDatabases } from '../subgraphs/prepare-databases.ts';
import { useDatabase } from './support/use-database.ts';

const silent = { step: () => {}, begin: () => {}, advance: () => {}, end: () => {} };

describe('preparing databases', () => {
  const database = useDatabase();
  const own = useDatabase({ empty: true });
  const name = `role_${randomBytes(4).toString('hex')}`;
  const prepare = (environment: NodeJS.ProcessEnv) => prepareDatabases([healthCoverage], environment, silent);
  const loginTo = (url: string, role: string) => {
    const login = new URL(url);
    login.username = role;
    login.password = 'a-password';
    return login.href;
  };
  const asks = async (login: string, statement: string) => {
    const client = new pg.Client({ connectionString: login });
    await client.connect();
    try {
      return (await client.query<{ answer: number }>(statement)).rows[0]?.answer;
    } finally {
      await client.end();
    }
  };

  // Runs after the databases are gone, and with them all that the roles own.
  afterAll(async () => {
    const client = new pg.Client({ connectionString: process.env['TEST_DATABASE_URL'] });
    await client.connect();
    for (const role of ['owner', 'reader', 'admin']) await client.query(`drop role if exists ${name}_${role}`);
    await client.end();
  });

  it('refuses an administrator as an agency’s role, and leaves its rights alone', async () => {
    const login = { HEALTH_COVERAGE_DATABASE_URL: database.url, HEALTH_COVERAGE_OWNER_DATABASE_URL: database.url };
    await expect(prepare({ DATABASE_URL: database.url, ...login })).rejects.toThrow(
      'The role postgres is an administrator',
    );
    expect(await database.query('select rolsuper from pg_roles where rolname = current_user')).toEqual([
      { rolsuper: true },
    ]);
  });

  it('refuses to give the roles of another installation a new password', async () => {
    await database.query(`create role ${name}_admin superuser login password 'a-password'`);
    const { reader } = loginsOf(healthCoverage, database.environment);
    await expect(prepare({ DATABASE_URL: loginTo(own.url, `${name}_admin`) })).rejects.toThrow(
      'exists with another password, and another installation may use it',
    );
    expect(await asks(reader, 'select 1 as answer')).toBe(1);
  });

  it('gives an agency with a database of its own all it needs, without an administrator', async () => {
    for (const role of ['owner', 'reader']) await own.query(`create role ${name}_${role} login password 'a-password'`);
    await own.query(`grant create on database ${new URL(own.url).pathname.slice(1)} to ${name}_owner`);
    const reader = loginTo(own.url, `${name}_reader`);
    const environment = {
      HEALTH_COVERAGE_DATABASE_URL: reader,
      HEALTH_COVERAGE_OWNER_DATABASE_URL: loginTo(own.url, `${name}_owner`),
    };
    await prepare(environment);
    await prepare(environment);
    expect(await asks(reader, 'select count(*)::int as answer from health_coverage.observation')).toBe(5_481);
    await expect(asks(reader, 'delete from health_coverage.source')).rejects.toThrow('permission denied');
  });

  it('names the variable that is no login', async () => {
    await expect(
      prepare({ HEALTH_COVERAGE_OWNER_DATABASE_URL: 'localhost', HEALTH_COVERAGE_DATABASE_URL: own.url }),
    ).rejects.toThrow('HEALTH_COVERAGE_OWNER_DATABASE_URL must read like postgres://user:password@host:5432/database.');
  });
});
