import { sql, type Kysely } from 'kysely';
import type { UsedOperation } from '../check/candidate.ts';
import type { RegistryTables } from '../database/tables.ts';

/** Days after its last use for which an operation counts. */
export const USED_WITHIN_DAYS = 90;

/** What clients asked lately; they must not be broken. */
export async function usedOperations(db: Kysely<RegistryTables>): Promise<readonly UsedOperation[]> {
  const { rows } = await sql<UsedOperation>`
    with used as (
      select operation, client, client_version, to_char(max(day), 'YYYY-MM-DD') as day,
        coalesce(json_agg(distinct indicator) filter (where indicator <> ''), '[]') as indicators
      from operation_use where day > current_date - ${sql.lit(USED_WITHIN_DAYS)}::int
      group by operation, client, client_version
    )
    select text, json_agg(json_build_object(
        'client', case client when '' then 'a client without a name'
          else concat_ws('@', client, nullif(client_version, '')) end,
        'lastUsed', day, 'indicators', indicators) order by day desc, client, client_version) as clients
    from used join operation on hash = operation group by hash, text order by hash`.execute(db);
  return rows;
}
