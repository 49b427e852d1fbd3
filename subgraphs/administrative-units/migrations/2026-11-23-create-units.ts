import { sql, type Kysely } from 'kysely';
import { createDataVersion, moveDataVersionOnWrite } from '../../kit/migrations/data-version.ts';

/** What the columns mean stands in ../tables.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDataVersion(db);
  await sql`
    create table unit (
      code text primary key check (code ~ '^([0-9]{2}|[0-9]{3}|[0-9]{5})-[0-9]{8}$'),
      gso_code text not null,
      name_vi text not null,
      name_en text not null,
      name_search text not null,
      name_folded text not null,
      full_name_search text not null,
      full_name_folded text not null,
      level text not null check (level in ('PROVINCE', 'DISTRICT', 'COMMUNE')),
      kind text not null,
      parent_code text references unit (code) deferrable initially deferred,
      valid_from date,
      valid_to date,
      territory_code text not null references unit (code) deferrable initially deferred,
      check (valid_from < valid_to)
    )`.execute(db);
  await sql`create index unit_parent on unit (parent_code)`.execute(db);
  await sql`create index unit_gso_code on unit (gso_code)`.execute(db);
  await sql`
    create table lineage (
      predecessor_code text not null references unit (code) deferrable initially deferred,
      successor_code text not null references unit (code) deferrable initially deferred,
      effective_date date not null,
      share double precision check (share between 0 and 1),
      kind text not null check (kind in ('MERGE', 'SPLIT', 'RENAME', 'TRANSFER', 'ABOLISH')),
      legal_basis text not null,
      primary key (predecessor_code, successor_code)
    )`.execute(db);
  await sql`create index lineage_successor on lineage (successor_code)`.execute(db);
  for (const table of ['unit', 'lineage']) await moveDataVersionOnWrite(db, table);
}
