import { CATALOGUE_URL, isInGateway } from '../../schema/routing.ts';
import type { ServedAgencies } from '../../subgraphs/kit/served-agencies.ts';
import type { ErrorLog } from '../../subgraphs/kit/server.ts';
import { catalogueOf } from '../catalogue/catalogue.ts';
import type { ServedGraph } from '../engine/served-graph.ts';
import type { VersionSource } from '../versions/version-source.ts';
import { servedAgencies } from './served-agencies.ts';
import { SubgraphFailure, type Reach } from './subgraph-answer.ts';

type Reaches = ReadonlyMap<string, Reach>;

/** Runs a subgraph of this process that reads the others, over one supergraph. */
export type Host = (agencies: ServedAgencies) => Reach;

/**
 * How the subgraphs of each supergraph are reached: connections outlast a supergraph that is replaced; the catalogue is computed anew for
 * each, since that is what it is made of, and what reads the other subgraphs is given those of each.
 */
export function reachesOfGraphs(
  reach: (name: string, url: string) => Reach,
  hosts: ReadonlyMap<string, Host>,
  versionsOf: (name: string) => VersionSource | undefined,
  log: ErrorLog,
) {
  const connections = new Map<string, { readonly url: string; readonly reach: Reach }>();
  const reaches = new WeakMap<ServedGraph, Reaches>();

  /** Tells the follower of a subgraph's versions that it answers, and with which. */
  const noticing =
    (name: string, ask: Reach): Reach =>
    async (request) => {
      const answer = await ask(request);
      versionsOf(name)?.noticed(answer.extensions?.dataVersion);
      return answer;
    };
  /** One connection for each name: a subgraph that has moved is reached, and its versions followed, at its new address alone. */
  const connectionTo = (name: string, url: string): Reach => {
    const known = connections.get(name);
    if (known?.url === url) return known.reach;
    const made = noticing(name, reach(name, url));
    connections.set(name, { url, reach: made });
    return made;
  };

  return {
    of: (graph: ServedGraph): Reaches => reaches.get(graph)!,
    /** Those of the graph that are reached somewhere, without what the gateway computes itself. */
    served: (graph: ServedGraph): Reaches => {
      const elsewhere = graph.subgraphs.filter(({ url }) => url !== CATALOGUE_URL);
      return new Map(elsewhere.map(({ name }) => [name, reaches.get(graph)!.get(name)!]));
    },
    /** True if one of them was reached elsewhere before: what it answered there does not count. */
    add: (graph: ServedGraph): boolean => {
      const hasMoved = graph.subgraphs.some(({ name, url }) => (connections.get(name)?.url ?? url) !== url);
      const own = new Map<string, Reach>();
      const ask = (asked: string) => own.get(asked);
      for (const { name, url } of graph.subgraphs) {
        const host = hosts.get(name);
        if (host) own.set(name, noticing(name, host(servedAgencies(graph, ask))));
        else if (!isInGateway(url)) own.set(name, connectionTo(name, url));
        else if (url !== CATALOGUE_URL) own.set(name, notHosted(name));
        else
          own.set(
            name,
            catalogueOf(graph.declarations, (asked) => own.get(asked)!, log),
          );
      }
      reaches.set(graph, own);
      return hasMoved;
    },
  };
}

function notHosted(name: string): Reach {
  return async () => {
    throw new SubgraphFailure(
      'SUBGRAPH_UNREACHABLE',
      `${name} runs in the gateway, which has no login to its database: its operator must set CUSTOM_VIEWS_DATABASE_URL.`,
    );
  };
}
