import { sql, type Kysely } from 'kysely';

/**
 * Tells of each current figure as one text what those of one table nearly always share, in the order of `FORM`
 * (figures/compiled-columns): whether thousands of units share all of it then shows by one comparison for each instead of six.
 * Frozen: later changes go into a migration of their own.
 */
export async function tellSharedForm(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table current_figure add column form text collate "C" not null generated always as
      (unit_measure || '|' || unit_multiplier || '|' || qualifier || '|' || record_type || '|' || obs_status || '|' || period_basis) stored
  `.execute(db);
}
