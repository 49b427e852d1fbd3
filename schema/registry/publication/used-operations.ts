import { sql, type Kysely } from 'kysely';
import type { UsedOperation } from '../check/candidate.ts';
import type { RegistryTables } from '../database/tables.ts';

/** Days after its last use for which an operation counts. */
export const USED_WITHIN_DAYS = 90;

/** What clients asked lately; they must not be broken. */
export async function usedOperations(db: Kysely<RegistryTables>): Promise<readonly UsedOperation[]> {
  const { rows } = await sql<{ text: string; clients: { client: string; lastUsed: string }[]; indicators: string[] }>`
    with used as (
      select operation, client || '@' || client_version as client, max(day) as day, array_agg(indicators::text) as codes
      from operation_use where day > current_date - ${sql.lit(USED_WITHIN_DAYS)}::int
      group by operation, client, client_version
    )
    select text, json_agg(json_build_object('client', client, 'lastUsed', day) order by day desc) as clients,
      coalesce((select array_agg(distinct code) from operation_use u, unnest(u.indicators) code
        where u.operation = hash and u.day > current_date - ${sql.lit(USED_WITHIN_DAYS)}::int), '{}') as indicators
    from used join operation on hash = operation group by hash, text order by hash`.execute(db);
  return rows;
}
