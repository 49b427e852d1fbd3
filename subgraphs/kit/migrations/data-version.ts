import { sql, type Kysely } from 'kysely';

/**
 * Creates the one row that says which version of its data a subgraph holds, and the function that every table's trigger calls:
 * each statement that writes moves the version, also one written by hand, and tells listeners on the channel of the schema's name.
 * Frozen: later changes go into a migration of their own.
 */
export async function createDataVersion(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table data_version (
      only_row boolean primary key default true check (only_row),
      number bigint not null default 0,
      -- Tells two installations apart, so that no cache takes one's version 3 for another's.
      installation text not null default substr(md5(random()::text || clock_timestamp()::text), 1, 8),
      moved_at timestamptz not null default clock_timestamp()
    )`.execute(db);
  await sql`insert into data_version default values`.execute(db);
  // What was loaded last, so that loading the same again is known without comparing every row.
  await sql`
    create table loaded (
      number bigint generated always as identity primary key,
      digest text not null,
      loaded_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create function move_data_version() returns trigger language plpgsql as $$
    begin
      execute format('update %I.data_version set number = number + 1, moved_at = clock_timestamp()', tg_table_schema);
      perform pg_notify(tg_table_schema || '.data_version', '');
      return null;
    end $$`.execute(db);
}

/** Lets every statement that writes to the table move the data version. */
export async function moveDataVersionOnWrite(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`
    create trigger ${sql.id(`${table}_moves_data_version`)}
    after insert or update or delete or truncate on ${sql.table(table)}
    for each statement execute function move_data_version()`.execute(db);
}
