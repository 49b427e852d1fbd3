import type { Contract } from '../../schema/contracts/contract.ts';
import type { Policies } from '../../schema/registry/publication/policies.ts';
import type { ContractSource } from '../contracts/contract-gateways.ts';
import type { FollowLog } from '../follow-file.ts';
import type { SupergraphSource } from '../supergraph-source.ts';
import { followRegistry } from './follow-registry.ts';
import { keep, lastServed } from './kept-graph.ts';
import { latestOf, type LatestGraph } from './latest-graph.ts';

export interface RegistryOptions {
  /** Login of the gateways' role. */
  readonly databaseUrl: string;
  /** File in which the last graph that could be served is kept, for a start without the registry; null: none is. */
  readonly keptFile: string | null;
  /** File of the graph to begin with where nothing is kept and the registry is down. */
  readonly fallback: string;
  readonly log: FollowLog;
}

/** What the registry serves: the whole graph, and contracts beside it. */
export interface RegistrySupergraph {
  readonly source: SupergraphSource;
  readonly contracts: ContractSource;
  /** How a subgraph is to be asked, as far as its agency says. */
  readonly policiesOf: (subgraph: string) => Policies;
}

/**
 * The graph that the registry serves, followed as it changes. It starts with the registry down, from the last graph that could be served;
 * one that cannot be is logged, and the one before goes on.
 */
export function registrySupergraph({ databaseUrl, keptFile, fallback, log }: RegistryOptions): RegistrySupergraph {
  let contracts: readonly Contract[] = [];
  let policies: Readonly<Record<string, Policies>> = {};
  const listeners = new Set<() => void>();
  const source: SupergraphSource = async (follow) => {
    const stopping = new AbortController();
    const first = await latestOf(databaseUrl).catch((error: unknown) => {
      log.error({ err: error }, 'The registry cannot be reached: starting with the graph that was served last.');
      return null;
    });
    const served = first ?? (await lastServed(keptFile, fallback));
    if (first) await keep(keptFile, first, log);
    let { number, sdl, contracts: definitions } = served;
    contracts = JSON.parse(definitions) as Contract[];
    policies = JSON.parse(served.policies) as Record<string, Policies>;
    const take = async (latest: LatestGraph | null) => {
      if (!latest) return;
      number = latest.number;
      policies = JSON.parse(latest.policies) as Record<string, Policies>;
      if (latest.sdl === sdl && latest.contracts === definitions) return;
      try {
        if (latest.sdl !== sdl) await follow(latest.sdl);
        ({ sdl, contracts: definitions } = latest);
        contracts = JSON.parse(definitions) as Contract[];
        policies = JSON.parse(served.policies) as Record<string, Policies>;
        for (const listener of listeners) listener();
        await keep(keptFile, latest, log);
        log.info?.({ graph: number }, 'Now serving the graph that was published.');
      } catch (error) {
        log.error({ err: error, graph: number }, 'The published graph cannot be served: the one before goes on.');
      }
    };
    const following = followRegistry(databaseUrl, () => number, take, stopping.signal, log);
    return {
      sdl: served.sdl,
      stop: async () => {
        stopping.abort();
        await following;
      },
    };
  };
  const onServed = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return { source, contracts: { contracts: () => contracts, onServed }, policiesOf: (name) => policies[name] ?? {} };
}
