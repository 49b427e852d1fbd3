import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Contract } from '../../contracts/contract.ts';
import type { Candidate, ComposedSubgraph } from '../check/candidate.ts';
import type { CheckReport } from '../check/check-graph.ts';
import type { Change } from '../check/fault.ts';
import { changesOf } from '../check/changes.ts';
import { contractFaults } from '../check/contracts.ts';
import { Checker } from '../check/checker.ts';
import type { RegistryTables, SupergraphTable } from '../database/tables.ts';
import { registerOwn, rightsOf } from './agencies.ts';
import { currentGraph, graphNumbered, type CurrentGraph } from './current-graph.ts';
import { dueRetirements } from './planned-retirements.ts';
import { RegistryError } from './registry-error.ts';
import type { Policies } from './policies.ts';
import { requireRoutable } from './routable.ts';
import { usedOperations } from './used-operations.ts';

export interface Publication {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  /** How gateways ask it; left out: as they ask all. */
  readonly policies?: Policies;
}

export interface Published {
  /** Number of the graph that is served now. */
  readonly graph: number;
  readonly changes: CheckReport['changes'];
}

/** Who does something: the number of the token, null for the release itself. */
type By = number | null;

/** The registry: which subgraphs there are, and which graph is served. Every graph that was ever served stays. */
export class Registry {
  readonly #db: Kysely<RegistryTables>;
  readonly #checker = new Checker();
  readonly #environment: NodeJS.ProcessEnv;

  constructor(db: Kysely<RegistryTables>, environment: NodeJS.ProcessEnv) {
    this.#db = db;
    this.#environment = environment;
  }

  get db(): Kysely<RegistryTables> {
    return this.#db;
  }

  /** What would be found if this were published; nothing changes. */
  async check({ name, sdl, url }: Publication): Promise<CheckReport> {
    await requireRoutable(url, this.#environment);
    const candidate = await this.#candidate(this.#db, await currentGraph(this.#db), name, { name, sdl, url });
    return this.#checker.check(candidate);
  }

  /** Serves this from now on, in the place of what was published under the name before. Refused whole where the check finds faults. */
  async publish({ name, sdl, url, policies = {} }: Publication, by: By): Promise<Published> {
    await requireRoutable(url, this.#environment);
    return this.#change(async (transaction, before) => {
      const candidate = await this.#candidate(transaction, before, name, { name, sdl, url });
      const known = before?.subgraphs.find((one) => one.name === name);
      const isSame = known?.sdl === sdl && known.url === url && isDeepStrictEqual(known.policies, policies);
      if (before && isSame) return { graph: before.number, changes: [] };
      const report = await this.#checker.check(candidate);
      requireSound(name, report);
      const { number } = await transaction
        .insertInto('publication')
        .values({ subgraph: name, sdl, routing_url: url, policies: JSON.stringify(policies), token: by })
        .returning('number')
        .executeTakeFirstOrThrow();
      const others = (before?.subgraphs ?? []).filter((one) => one.name !== name).map(({ publication }) => publication);
      return this.#serve(transaction, report, [...others, number], 'publish', before?.contracts);
    });
  }

  /**
   * Serves what a release brings: all its own subgraphs at once, since what they share changes in all of them together. Its rules are tested
   * where it is made; here it must compose with the agencies that there are, and break no client.
   */
  async release(subgraphs: readonly ComposedSubgraph[]): Promise<Published> {
    return this.#change(async (transaction, before) => {
      const names = new Set(subgraphs.map(({ name }) => name));
      const others = (before?.subgraphs ?? []).filter(({ name }) => !names.has(name));
      const known = new Map(before?.subgraphs.map((one) => [one.name, one]));
      const changed = subgraphs.filter(
        ({ name, sdl, url }) => known.get(name)?.sdl !== sdl || known.get(name)?.url !== url,
      );
      if (before && changed.length === 0) return { graph: before.number, changes: [] };
      const report = await this.#checker.check({
        subgraphs: [...others, ...subgraphs].map(({ name, sdl, url }) => ({ name, sdl, url })),
        changed: null,
        rights: { prefix: null, grantedFields: ['*'] },
        before: before && { api: before.api, supergraph: before.sdl },
        operations: await usedOperations(transaction),
        contracts: before?.contracts ?? [],
      });
      requireSound('The release', report);
      for (const { name, sdl } of changed) await registerOwn(transaction, name, sdl);
      const rows = changed.map(({ name, sdl, url }) => ({ subgraph: name, sdl, routing_url: url, token: null }));
      const published = await transaction
        .insertInto('publication')
        .values(rows)
        .returning(['number', 'subgraph'])
        .execute();
      const fresh = new Set(changed.map(({ name }) => name));
      const kept = (before?.subgraphs ?? [])
        .filter(({ name }) => !fresh.has(name))
        .map(({ publication }) => publication);
      return this.#serve(
        transaction,
        report,
        [...kept, ...published.map(({ number }) => number)],
        before ? 'publish' : 'seed',
        before?.contracts,
      );
    });
  }

  /**
   * Leaves a subgraph out. Refused while clients use what would go, unless a day is given from which on that does not count: then it is
   * announced, and goes when the day has come.
   */
  async retire(name: string, day: string | null, by: By): Promise<Published> {
    return this.#change(async (transaction, before) => {
      if (!before?.subgraphs.some((one) => one.name === name)) throw notPublished(name, before);
      const candidate = await this.#candidate(transaction, before, name, null);
      const isLater = day !== null && day > today();
      const report = await this.#checker.check(day === null ? candidate : { ...candidate, operations: [] });
      requireSound(name, report);
      const others = before.subgraphs.filter((one) => one.name !== name).map(({ publication }) => publication);
      if (isLater) {
        await transaction.insertInto('planned_retirement').values({ subgraph: name, day, token: by }).execute();
        const changes: Change[] = [
          { level: 'dangerous', kind: 'deprecated', where: name, message: `${name} leaves the graph`, until: day },
        ];
        const same: CheckReport = { faults: [], changes, composed: { supergraph: before.sdl, api: before.api } };
        const all = before.subgraphs.map(({ publication }) => publication);
        return this.#serve(transaction, same, all, 'announce', before.contracts);
      }
      await transaction
        .insertInto('publication')
        .values({ subgraph: name, sdl: null, routing_url: null, token: by })
        .execute();
      return this.#serve(transaction, report, others, 'retire', before.contracts);
    });
  }

  /** Leaves out the subgraphs whose announced day has come. */
  async retireDue(): Promise<void> {
    for (const { subgraph, day, token } of await dueRetirements(this.#db)) await this.retire(subgraph, day, token);
  }

  /** Serves a graph that was served before, exactly; what was published since stays in the history. */
  async rollback(to: number): Promise<Published> {
    return this.#change(async (transaction, before) => {
      const earlier = await graphNumbered(transaction, to);
      if (!earlier)
        throw new RegistryError('NOT_FOUND', `There is no graph ${to}: "npm run agency -- log" lists them.`);
      const { sdl, api, subgraphs } = earlier;
      if (before?.number === to) return { graph: to, changes: [] };
      const composed = { supergraph: sdl, api };
      const changes = before ? await changesOf({ supergraph: before.sdl, api: before.api }, composed) : [];
      const report: CheckReport = { faults: [], changes, composed };
      return this.#serve(
        transaction,
        report,
        subgraphs.map(({ publication }) => publication),
        'rollback',
        before?.contracts,
      );
    });
  }

  /** Serves a contract beside the whole graph from now on, in the place of the one of its name; with nothing in it: no more. */
  async contract(contract: Contract): Promise<Published> {
    return this.#change(async (transaction, before) => {
      if (!before) throw new RegistryError('NOT_FOUND', 'Nothing is published yet.');
      const composed = { supergraph: before.sdl, api: before.api };
      const isLeft = contract.exclude.length + contract.include.length === 0;
      const faults = isLeft ? [] : contractFaults(before.sdl, [contract]);
      const report: CheckReport = { faults, changes: [], composed };
      requireSound(`The contract ${contract.name}`, report);
      const others = before.contracts.filter(({ name }) => name !== contract.name);
      const publications = before.subgraphs.map(({ publication }) => publication);
      return this.#serve(transaction, report, publications, 'contract', isLeft ? others : [...others, contract]);
    });
  }

  async stop(): Promise<void> {
    await this.#checker.stop();
  }

  /** One change at a time: whoever comes second sees what the first made. */
  async #change(
    work: (transaction: Transaction<RegistryTables>, before: CurrentGraph | null) => Promise<Published>,
  ): Promise<Published> {
    return this.#db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtext('lien-thong registry'))`.execute(transaction);
      return work(transaction, await currentGraph(transaction));
    });
  }

  async #candidate(
    db: Kysely<RegistryTables>,
    before: CurrentGraph | null,
    changed: string,
    subgraph: Publication | null,
  ): Promise<Candidate> {
    const others = (before?.subgraphs ?? []).filter(({ name }) => name !== changed);
    return {
      subgraphs: [...others, ...(subgraph ? [subgraph] : [])].map(({ name, sdl, url }) => ({ name, sdl, url })),
      changed,
      rights: await rightsOf(db, changed),
      before: before && { api: before.api, supergraph: before.sdl },
      operations: await usedOperations(db),
      contracts: before?.contracts ?? [],
    };
  }

  async #serve(
    transaction: Transaction<RegistryTables>,
    { composed, changes }: CheckReport,
    publications: readonly number[],
    cause: SupergraphTable['cause'],
    contracts: readonly Contract[] = [],
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
}

/** The day where the statistics office is. */
function today(): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });
}

function requireSound(name: string, report: CheckReport): void {
  if (report.faults.length === 0) return;
  const count = report.faults.length === 1 ? 'one reason' : `${report.faults.length} reasons`;
  throw new RegistryError('REFUSED', `${name} is not published, for ${count}; nothing changed.`, report);
}

function notPublished(name: string, before: CurrentGraph | null): RegistryError {
  const names = (before?.subgraphs ?? []).map((one) => one.name).join(', ');
  return new RegistryError('NOT_FOUND', `There is no subgraph "${name}" in the graph. There are: ${names || 'none'}.`);
}
