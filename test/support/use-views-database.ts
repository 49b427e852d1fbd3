import { afterAll, beforeAll } from '@jest/globals';
import type { Kysely } from 'kysely';
import { customViews } from '../../subgraphs/custom-views/subgraph.ts';
import type { Tables } from '../../subgraphs/custom-views/tables.ts';
import { openDatabase } from '../../subgraphs/kit/database.ts';
import { loginsOf } from '../../subgraphs/kit/logins.ts';
import { migrate } from '../../subgraphs/kit/migrate.ts';
import { grantReading, provision, type SubgraphLogins } from '../../subgraphs/kit/provision.ts';
import { openForReading } from '../../subgraphs/kit/serve.ts';
import { useDatabase, type TestDatabase } from './use-database.ts';

export interface TestViewsDatabase {
  readonly database: TestDatabase;
  readonly logins: () => SubgraphLogins;
  /** As the role that serves. */
  readonly db: () => Kysely<Tables>;
}

/** The tables of saved views alone, on a database of their own. */
export function useViewsDatabase(): TestViewsDatabase {
  const database = useDatabase({ empty: true });
  let db: Kysely<Tables>;
  const logins = () => loginsOf(customViews, database.environment);

  beforeAll(async () => {
    const admin = openDatabase(database.url, { schema: 'public', connections: 1 });
    await provision(admin, customViews, logins());
    await admin.destroy();
    const owner = openDatabase(logins().owner, { schema: customViews.databaseSchema, connections: 1 });
    await migrate(customViews, owner);
    await grantReading(owner, customViews, logins());
    await owner.destroy();
    db = openForReading(customViews, logins().reader);
  });
  afterAll(() => db.destroy());
  return { database, logins, db: () => db };
}
