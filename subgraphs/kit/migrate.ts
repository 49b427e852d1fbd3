import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Subgraph } from './subgraph.ts';

/** Brings the subgraph's tables up to date, as their owner. */
export async function migrate(subgraph: Subgraph, db: Kysely<any>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...subgraph.migrations }) },
    migrationTableSchema: subgraph.databaseSchema,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error(`${subgraph.name}: the tables could not be brought up to date.`, { cause: error });
}
