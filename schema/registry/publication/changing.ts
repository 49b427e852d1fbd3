import { createHash } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Contract } from '../../contracts/contract.ts';
import type { Candidate, ComposedSubgraph } from '../check/candidate.ts';
import type { CheckReport } from '../check/check-graph.ts';
import type { Checker } from '../check/checker.ts';
import type { RegistryTables, SupergraphTable } from '../database/tables.ts';
import { rightsOf } from './agencies.ts';
import { currentGraph, type CurrentGraph } from './current-graph.ts';
import { RegistryError } from './registry-error.ts';
import { usedOperations } from './used-operations.ts';

/** What every change of the graph is made with. */
export interface Means {
  readonly db: Kysely<RegistryTables>;
  readonly checker: Checker;
}

export interface Published {
  /** Number of the graph that is served now. */
  readonly graph: number;
  readonly changes: CheckReport['changes'];
}

/** Who does something: the number of the token, null for the release itself. */
export type By = number | null;

/** A change under way: the graph as it is, and the transaction in which the next is written. */
export interface Changing {
  readonly transaction: Transaction<RegistryTables>;
  readonly before: CurrentGraph | null;
}

/** One change at a time: whoever comes second sees what the first made. */
export function changeGraph({ db }: Means, work: (changing: Changing) => Promise<Published>): Promise<Published> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('lien-thong registry'))`.execute(transaction);
    return work({ transaction, before: await currentGraph(transaction) });
  });
}

/** The graph with another subgraph of a name; null: without it. */
export async function candidateOf(
  db: Kysely<RegistryTables>,
  before: CurrentGraph | null,
  changed: string,
  subgraph: ComposedSubgraph | null,
): Promise<Candidate> {
  const others = (before?.subgraphs ?? []).filter(({ name }) => name !== changed);
  return {
    subgraphs: [...others, ...(subgraph ? [subgraph] : [])].map(({ name, sdl, url }) => ({ name, sdl, url })),
    changed,
    rights: await rightsOf(db, changed),
    before: before && reviewed(before),
    operations: await usedOperations(db),
    contracts: before?.contracts ?? [],
  };
}

export interface Served {
  readonly report: CheckReport;
  /** Numbers of the publications that it is composed of. */
  readonly publications: readonly number[];
  readonly cause: SupergraphTable['cause'];
  /** Left out: those of the graph before. */
  readonly contracts?: readonly Contract[];
}

/** Writes the graph that is served from now on. */
export async function serveGraph(
  { transaction, before }: Changing,
  { report: { composed, changes }, publications, cause, contracts = before?.contracts ?? [] }: Served,
): Promise<Published> {
  const { supergraph: sdl, api } = composed!;
  const { number } = await transaction
    .insertInto('supergraph')
    .values({
      sdl,
      api,
      hash: createHash('sha256').update(sdl).digest('hex'),
      publications: [...publications],
      cause,
      changes: JSON.stringify(changes),
      contracts: JSON.stringify(contracts),
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  return { graph: number, changes };
}

/** A graph as checks compare it. */
export function reviewed({ sdl, api }: CurrentGraph): { readonly supergraph: string; readonly api: string } {
  return { supergraph: sdl, api };
}

/** Numbers of the publications of a graph, but for some subgraphs. */
export function publicationsWithout(before: CurrentGraph | null, names: ReadonlySet<string> = new Set()): number[] {
  return (before?.subgraphs ?? []).filter(({ name }) => !names.has(name)).map(({ publication }) => publication);
}

/** `what` was not done: "education is not published". */
export function requireSound(what: string, report: CheckReport): void {
  if (report.faults.length === 0) return;
  const count = report.faults.length === 1 ? 'one reason' : `${report.faults.length} reasons`;
  throw new RegistryError('REFUSED', `${what}, for ${count}; nothing changed.`, report);
}
