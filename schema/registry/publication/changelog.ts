import { sql, type Kysely } from 'kysely';
import type { Change } from '../check/fault.ts';
import type { RegistryTables } from '../database/tables.ts';

/** What one graph changed for clients. */
export interface ChangelogEntry {
  readonly graph: number;
  readonly at: string;
  readonly cause: string;
  /** Agencies that were published, retired or taken back. */
  readonly by: readonly { readonly name: string; readonly owner: string }[];
  readonly changes: readonly Change[];
}

/** What the public schema had added, deprecated and removed, the latest first. Graphs that changed nothing for clients are left out. */
export async function changelog(db: Kysely<RegistryTables>, first: number): Promise<readonly ChangelogEntry[]> {
  const { rows } = await sql<{ graph: number; at: string; cause: string; by: ChangelogEntry['by']; changes: string }>`
    with graphs as (
      select *, coalesce(lag(publications) over (order by number), '{}') as earlier from supergraph
    )
    select number as graph, composed_at as at, cause, changes, (
      select coalesce(json_agg(distinct jsonb_build_object('name', subgraph, 'owner', coalesce(
        (select owner from agency where agency.name = subgraph order by agency.number desc limit 1), ''))), '[]')
      from publication where (publication.number = any (publications)) <> (publication.number = any (earlier))
    ) as by
    from graphs where changes <> '[]' order by number desc limit ${first}`.execute(db);
  return rows.map(({ graph, changes, ...row }) => ({
    ...row,
    graph,
    changes: JSON.parse(changes) as Change[],
  }));
}
