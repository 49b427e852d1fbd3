import { sql, type Kysely } from 'kysely';
import type { RegistryTables } from '../database/tables.ts';

/** Days for which a use is kept: a year, so that what is asked once a year is known to be asked, and a month more. */
const KEPT_DAYS = 400;

/** Forgets what clients used longer ago, and operations that nobody uses. */
export async function forgetOldUses(db: Kysely<RegistryTables>): Promise<void> {
  const kept = sql.lit(KEPT_DAYS);
  await sql`delete from operation_use where day < current_date - ${kept}::int`.execute(db);
  // A gateway that records such an operation just now records it again.
  await sql`delete from operation where recorded_at < now() - make_interval(days => ${kept})
    and not exists (select from operation_use where operation_use.operation = hash)`.execute(db);
}
