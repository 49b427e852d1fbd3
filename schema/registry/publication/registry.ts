import type { Kysely } from 'kysely';
import type { Contract } from '../../contracts/contract.ts';
import type { ComposedSubgraph } from '../check/candidate.ts';
import type { CheckReport } from '../check/check-graph.ts';
import { Checker } from '../check/checker.ts';
import type { RegistryTables } from '../database/tables.ts';
import { numberFromEnvironment } from '../../../subgraphs/kit/environment.ts';
import { USUAL_COST_LIMIT } from '../../cost/cost-limit.ts';
import { candidateOf, type By, type Means, type Published } from './changing.ts';
import { currentGraph } from './current-graph.ts';
import { forgetOldUses } from './forget-uses.ts';
import { dueRetirements } from './planned-retirements.ts';
import { publish, type Publication } from './publish.ts';
import { release } from './release.ts';
import { retire } from './retire.ts';
import { rollback } from './rollback.ts';
import { requireRoutable } from './routable.ts';
import { serveContract } from './serve-contract.ts';

/** The registry: which subgraphs there are, and which graph is served. Every graph that was ever served stays. */
export class Registry {
  readonly db: Kysely<RegistryTables>;
  readonly #means: Means;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(db: Kysely<RegistryTables>, environment: NodeJS.ProcessEnv) {
    this.db = db;
    this.#means = { db, checker: new Checker(numberFromEnvironment('COST_LIMIT', USUAL_COST_LIMIT, environment)) };
    this.#environment = environment;
  }

  /** What would be found if this were published; nothing changes. */
  async check({ name, sdl, url }: Publication): Promise<CheckReport> {
    await requireRoutable(url, this.#environment);
    const candidate = await candidateOf(this.db, await currentGraph(this.db), name, { name, sdl, url });
    return this.#means.checker.check(candidate);
  }

  async publish(publication: Publication, by: By): Promise<Published> {
    await requireRoutable(publication.url, this.#environment);
    return publish(this.#means, publication, by);
  }

  release(subgraphs: readonly ComposedSubgraph[]): Promise<Published> {
    return release(this.#means, subgraphs);
  }

  /** `day`: from which on clients that use it do not count; null: they always do. */
  retire(name: string, day: string | null, by: By): Promise<Published> {
    return retire(this.#means, name, day, by);
  }

  /** Leaves out the subgraphs whose announced day has come. */
  async retireDue(): Promise<void> {
    for (const { subgraph, day, token } of await dueRetirements(this.db)) await this.retire(subgraph, day, token);
  }

  /** Forgets what clients used more than a year ago. */
  forgetOldUses(): Promise<void> {
    return forgetOldUses(this.db);
  }

  rollback(to: number): Promise<Published> {
    return rollback(this.#means, to);
  }

  contract(contract: Contract): Promise<Published> {
    return serveContract(this.#means, contract);
  }

  /** Checks the graph that is served, so that the first publication finds a thread that has done it before. */
  async warmUp(): Promise<void> {
    const graph = await currentGraph(this.db);
    const [first] = graph?.subgraphs ?? [];
    if (graph && first) await this.#means.checker.check(await candidateOf(this.db, graph, first.name, first));
  }

  stop(): Promise<void> {
    return this.#means.checker.stop();
  }
}
