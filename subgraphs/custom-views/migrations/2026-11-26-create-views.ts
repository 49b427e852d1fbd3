import { sql, type Kysely } from 'kysely';
import { createDataVersion, moveDataVersionOnWrite } from '../../kit/migrations/data-version.ts';

/** What the columns mean stands in ../tables.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDataVersion(db);
  // The role that serves inserts views, but may not write the version itself: the trigger does, with the owner's rights.
  await sql`alter function move_data_version() security definer`.execute(db);
  await sql`alter function move_data_version() set search_path = pg_catalog, pg_temp`.execute(db);
  await sql`revoke execute on function move_data_version() from public`.execute(db);
  await sql`
    create table boundaries (
      version text primary key check (version ~ '^[0-9a-f]{64}$'),
      recorded_at timestamptz not null default date_trunc('milliseconds', now()),
      content text not null
    )`.execute(db);
  await sql`
    create table definitions (
      version text primary key check (version ~ '^[0-9a-f]{64}$'),
      recorded_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
      content text not null
    )`.execute(db);
  await sql`
    create table saved_view (
      id text primary key check (id ~ '^[A-Za-z0-9_-]{22}$'),
      title text not null check (title <> ''),
      notes text not null,
      input text not null,
      saved_at timestamptz not null default date_trunc('milliseconds', clock_timestamp())
    )`.execute(db);
  await sql`create index saved_view_order on saved_view (saved_at, id)`.execute(db);
  await sql`
    create table signing_key (
      id text primary key check (id ~ '^[0-9a-f]{64}$'),
      public_key text not null,
      first_used_at timestamptz not null default date_trunc('milliseconds', clock_timestamp())
    )`.execute(db);
  await sql`
    create table frozen_view (
      hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
      view_id text not null references saved_view (id),
      frozen_at timestamptz not null,
      boundaries_version text not null references boundaries (version),
      definitions_version text not null references definitions (version),
      document text not null,
      bytes int not null check (bytes > 0),
      key_id text not null references signing_key (id),
      signature text not null
    )`.execute(db);
  await sql`create index frozen_view_of_view on frozen_view (view_id, frozen_at)`.execute(db);
  await sql`create index frozen_view_order on frozen_view (frozen_at)`.execute(db);
  await sql`
    create function refuse_rewriting_history() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only: what was saved, frozen or drawn stays; add to it instead of %', tg_table_name, lower(tg_op);
    end $$`.execute(db);
  for (const table of ['boundaries', 'definitions', 'saved_view', 'signing_key', 'frozen_view']) {
    await sql`
      create trigger ${sql.id(`${table}_is_append_only`)} before update or delete or truncate on ${sql.table(table)}
      for each statement execute function refuse_rewriting_history()`.execute(db);
    await moveDataVersionOnWrite(db, table);
  }
}
