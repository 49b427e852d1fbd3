import { sql, type Kysely } from 'kysely';

/**
 * Creates the function that tells up to which instant the history of figures is whole. A figure is recorded with the instant at which its
 * transaction began, and can be read when that ends: what was known at an instant is settled when none is left that began before. Only
 * the owner may see when its own transactions began, so that the function runs with its rights.
 * Frozen: later changes go into a migration of their own.
 */
export async function createSettledUntil(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function settled_until() returns timestamptz language sql volatile security definer
    set search_path = pg_catalog, pg_temp as $$
      -- A transaction is seen a moment after it began, and instants are kept in milliseconds.
      select date_trunc('milliseconds', least(clock_timestamp() - interval '100 milliseconds', min(xact_start)))
        - interval '1 millisecond'
      from pg_stat_activity
      where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
    $$`.execute(db);
}
