import { sql, type Kysely } from 'kysely';
import type { RegistryTables } from '../database/tables.ts';

export interface PlannedRetirement {
  readonly subgraph: string;
  /** The first day without it. */
  readonly day: string;
  readonly token: number | null;
}

/** Retirements that were announced and have not come; what was published again after one was announced stays. */
export async function plannedRetirements(db: Kysely<RegistryTables>): Promise<readonly PlannedRetirement[]> {
  const { rows } = await sql<PlannedRetirement>`
    select distinct on (subgraph) subgraph, to_char(day, 'YYYY-MM-DD') as day, token from planned_retirement as planned
    where planned_at > coalesce(
      (select max(published_at) from publication where publication.subgraph = planned.subgraph), '-infinity')
    order by subgraph, number desc`.execute(db);
  return rows;
}

/** Those whose day has come, where the statistics office is. */
export async function dueRetirements(db: Kysely<RegistryTables>): Promise<readonly PlannedRetirement[]> {
  const { rows } = await sql<{ today: string }>`
    select to_char(now() at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as today`.execute(db);
  return (await plannedRetirements(db)).filter(({ day }) => day <= rows[0]!.today);
}
