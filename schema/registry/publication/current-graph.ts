import type { Kysely } from 'kysely';
import type { Contract } from '../../contracts/contract.ts';
import type { Policies } from './policies.ts';
import type { ComposedSubgraph } from '../check/candidate.ts';
import type { RegistryTables } from '../database/tables.ts';

/** The graph that is served, and what it is composed of. */
export interface CurrentGraph {
  readonly number: number;
  readonly sdl: string;
  readonly api: string;
  readonly contracts: readonly Contract[];
  readonly subgraphs: readonly PublishedSubgraph[];
}

export interface PublishedSubgraph extends ComposedSubgraph {
  /** Number of its publication. */
  readonly publication: number;
  readonly publishedAt: string;
  readonly policies: Policies;
}

/** Null: nothing was ever published. */
export async function currentGraph(db: Kysely<RegistryTables>): Promise<CurrentGraph | null> {
  const latest = await db.selectFrom('supergraph').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst();
  return latest ? withSubgraphs(db, latest) : null;
}

/** A graph that was served; null for a number of none. */
export async function graphNumbered(db: Kysely<RegistryTables>, number: number): Promise<CurrentGraph | null> {
  const found = await db.selectFrom('supergraph').selectAll().where('number', '=', number).executeTakeFirst();
  return found ? withSubgraphs(db, found) : null;
}

async function withSubgraphs(
  db: Kysely<RegistryTables>,
  {
    number,
    sdl,
    api,
    publications,
    contracts,
  }: {
    number: number;
    sdl: string;
    api: string;
    publications: readonly (number | string)[];
    contracts: string;
  },
): Promise<CurrentGraph> {
  const numbers = publications.map(Number);
  const rows =
    numbers.length === 0
      ? []
      : await db.selectFrom('publication').selectAll().where('number', 'in', numbers).orderBy('subgraph').execute();
  return {
    number,
    sdl,
    api,
    contracts: JSON.parse(contracts) as Contract[],
    subgraphs: rows.map((row) => ({
      name: row.subgraph,
      sdl: row.sdl!,
      url: row.routing_url!,
      publication: row.number,
      publishedAt: row.published_at,
      policies: JSON.parse(row.policies) as Policies,
    })),
  };
}
