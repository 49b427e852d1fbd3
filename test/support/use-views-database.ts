import { afterAll, beforeAll } from '@jest/globals';
import type { Kysely } from 'kysely';
import * as createViews from '../../subgraphs/custom-views/migrations/2026-11-26-create-views.ts';
import { WRITTEN_TABLES, type Tables } from '../../subgraphs/custom-views/tables.ts';
import { openDatabase } from '../../subgraphs/kit/database.ts';
import { loginsOf } from '../../subgraphs/kit/logins.ts';
import { migrate } from '../../subgraphs/kit/migrate.ts';
import { grantReading, provision, type SubgraphLogins } from '../../subgraphs/kit/provision.ts';
import { openForReading } from '../../subgraphs/kit/serve.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { useDatabase, type TestDatabase } from './use-database.ts';

export interface TestViewsDatabase {
  readonly database: TestDatabase;
  readonly logins: () => SubgraphLogins;
  /** As the role that serves. */
  readonly db: () => Kysely<Tables>;
}

const SUBGRAPH = {
  name: 'custom-views',
  databaseSchema: 'custom_views',
  migrations: { '2026-11-26-create-views': createViews },
  writes: WRITTEN_TABLES,
} as unknown as Subgraph;

/** The tables of saved views alone, on a database of their own. */
export function useViewsDatabase(): TestViewsDatabase {
  const database = useDatabase({ empty: true });
  let db: Kysely<Tables>;
  const logins = () => loginsOf(SUBGRAPH, database.environment);

  beforeAll(async () => {
    const admin = openDatabase(database.url, { schema: 'public', connections: 1 });
    await provision(admin, SUBGRAPH, logins());
    await admin.destroy();
    const owner = openDatabase(logins().owner, { schema: SUBGRAPH.databaseSchema, connections: 1 });
    await migrate(SUBGRAPH, owner);
    await grantReading(owner, SUBGRAPH, logins());
    await owner.destroy();
    db = openForReading(SUBGRAPH, logins().reader);
  });
  afterAll(() => db.destroy());
  return { database, logins, db: () => db };
}
