import { CATALOGUE_URL } from '../../schema/routing.ts';
import type { ErrorLog } from '../../subgraphs/kit/server.ts';
import { catalogueOf } from '../catalogue/catalogue.ts';
import type { ServedGraph } from '../engine/served-graph.ts';
import type { VersionSource } from '../versions/version-source.ts';
import type { Reach } from './subgraph-answer.ts';

type Reaches = ReadonlyMap<string, Reach>;

/**
 * How the subgraphs of each supergraph are reached: connections outlast a supergraph that is replaced; the catalogue is computed anew for
 * each, since that is what it is made of.
 */
export function reachesOfGraphs(
  reach: (name: string, url: string) => Reach,
  versionsOf: (name: string) => VersionSource | undefined,
  log: ErrorLog,
) {
  const connections = new Map<string, Reach>();
  const reaches = new WeakMap<ServedGraph, Reaches>();

  /** Tells the follower of a subgraph's versions that it answers, and with which. */
  const noticing =
    (name: string, ask: Reach): Reach =>
    async (request) => {
      const answer = await ask(request);
      versionsOf(name)?.noticed(answer.extensions?.dataVersion);
      return answer;
    };
  const connectionTo = (name: string, url: string): Reach => {
    const key = `${name} ${url}`;
    const known = connections.get(key);
    if (known) return known;
    const made = noticing(name, reach(name, url));
    connections.set(key, made);
    return made;
  };

  return {
    of: (graph: ServedGraph): Reaches => reaches.get(graph)!,
    /** Those of the graph that are reached somewhere, without what the gateway computes itself. */
    served: (graph: ServedGraph): Reaches => {
      const elsewhere = graph.subgraphs.filter(({ url }) => url !== CATALOGUE_URL);
      return new Map(elsewhere.map(({ name }) => [name, reaches.get(graph)!.get(name)!]));
    },
    add: (graph: ServedGraph): void => {
      const own = new Map<string, Reach>();
      for (const { name, url } of graph.subgraphs) {
        if (url !== CATALOGUE_URL) own.set(name, connectionTo(name, url));
        else
          own.set(
            name,
            catalogueOf(graph.declarations, (asked) => own.get(asked)!, log),
          );
      }
      reaches.set(graph, own);
    },
  };
}
