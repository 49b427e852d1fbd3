import type { Kysely } from 'kysely';
import type { RegistryTables } from '../database/tables.ts';

export interface ServedGraphEntry {
  readonly graph: number;
  readonly cause: string;
  readonly at: string;
  readonly hash: string;
  /** Subgraphs with the number of their publication. */
  readonly subgraphs: readonly { readonly name: string; readonly publication: number }[];
}

/** Graphs that were served, the latest first. */
export async function servedGraphs(db: Kysely<RegistryTables>, first: number): Promise<readonly ServedGraphEntry[]> {
  const rows = await db
    .selectFrom('supergraph')
    .select(['number', 'cause', 'composed_at', 'hash', 'publications'])
    .orderBy('number', 'desc')
    .limit(first)
    .execute();
  const numbers = [...new Set(rows.flatMap(({ publications }) => publications.map(Number)))];
  const names = new Map(
    numbers.length === 0
      ? []
      : (
          await db.selectFrom('publication').select(['number', 'subgraph']).where('number', 'in', numbers).execute()
        ).map(({ number, subgraph }) => [number, subgraph]),
  );
  return rows.map(({ number, cause, composed_at, hash, publications }) => ({
    graph: number,
    cause,
    at: composed_at,
    hash,
    subgraphs: publications.map(Number).map((publication) => ({ name: names.get(publication)!, publication })),
  }));
}

/** What was done with tokens, the latest first. */
export async function auditLog(db: Kysely<RegistryTables>, first: number) {
  return db.selectFrom('audit').selectAll().orderBy('number', 'desc').limit(first).execute();
}
