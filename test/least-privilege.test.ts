import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { hostedSubgraphs, subgraphs } from '../subgraphs/index.ts';
import { loginsOf } from '../subgraphs/kit/logins.ts';
import { useDatabase } from './support/use-database.ts';

const all = [...subgraphs, ...hostedSubgraphs];

describe('a role of an agency', () => {
  const database = useDatabase();
  const attempt = async (login: string, statement: string) => {
    const client = new pg.Client({ connectionString: login });
    await client.connect();
    try {
      await client.query(statement);
      return 'done';
    } catch (error) {
      return (error as Error).message;
    } finally {
      await client.end();
    }
  };

  it('reads and writes no other agency, whether it serves or owns', async () => {
    for (const subgraph of all) {
      const logins = loginsOf(subgraph, database.environment);
      for (const other of all.filter((one) => one !== subgraph)) {
        for (const login of [logins.owner, logins.reader]) {
          for (const statement of ['select * from', 'delete from', 'truncate']) {
            expect(await attempt(login, `${statement} ${other.databaseSchema}.data_version`)).toBe(
              `permission denied for schema ${other.databaseSchema}`,
            );
          }
        }
      }
    }
  });

  it('that serves reads its own tables and changes nothing', async () => {
    for (const subgraph of all) {
      const { reader } = loginsOf(subgraph, database.environment);
      expect(await attempt(reader, `select * from ${subgraph.databaseSchema}.data_version`)).toBe('done');
      for (const statement of [
        `update ${subgraph.databaseSchema}.data_version set number = 0`,
        `create table ${subgraph.databaseSchema}.mine ()`,
        `drop table ${subgraph.databaseSchema}.data_version`,
        'create table public.mine ()',
        'create schema mine',
        'create role mine',
      ]) {
        expect(await attempt(reader, statement)).toMatch(/permission denied|must be owner/);
      }
    }
  });

  it('that serves inserts into the tables that its subgraph names, where it names any, and nowhere else', async () => {
    for (const { name, databaseSchema, writes = [] } of all) {
      const granted = await database.query<{ table: string; privilege: string }>(
        `select c.relname as table, privilege from pg_class c, unnest(array['insert', 'update', 'delete', 'truncate']) as privilege
         where c.relnamespace = $1::regnamespace and c.relkind = 'r' and has_table_privilege($2, c.oid, privilege)
         order by 1, 2`,
        [databaseSchema, `${databaseSchema}_reader`],
      );
      expect({ name, granted }).toEqual({
        name,
        granted: writes.toSorted().map((table) => ({ table, privilege: 'insert' })),
      });
    }
    expect(all.filter(({ writes }) => writes).map(({ name }) => name)).toEqual(['custom-views']);
  });
});
