import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { Subgraph } from './subgraph.ts';

/** Brings the subgraph's tables up to date, as their owner. */
export async function migrate(subgraph: Subgraph, db: Kysely<any>): Promise<void> {
  await migrateSchema(subgraph.databaseSchema, subgraph.migrations, db);
}

/** Brings the tables of a schema up to date, as its owner. */
export async function migrateSchema(
  schema: string,
  migrations: Readonly<Record<string, Migration>>,
  db: Kysely<any>,
): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: schema,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error(`${schema}: the tables could not be brought up to date.`, { cause: error });
}
