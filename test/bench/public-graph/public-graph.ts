import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { replaySubgraphs, serveSubgraphs, type ServedSubgraphs } from '../served-subgraphs.ts';
import { PUBLIC_SUBGRAPHS } from './subgraphs.ts';

/** A supergraph as a file, and the subgraphs that it leads to. */
export interface ServedGraph {
  readonly supergraph: string;
  readonly served: ServedSubgraphs;
}

/** The graph of the public benchmarks, whose subgraphs answer memoised bytes. */
export async function servePublicGraph(scratch: string, stopping: AbortSignal): Promise<ServedGraph> {
  const names = PUBLIC_SUBGRAPHS.map(({ name }) => name);
  const computed = await serveSubgraphs(
    names,
    {
      name: "The public benchmarks' subgraphs",
      program: (ports) => [join(import.meta.dirname, 'server.ts'), ...ports.map(String)],
    },
    stopping,
  );
  const served = await replaySubgraphs(computed, stopping);
  const composed = composeServices(
    PUBLIC_SUBGRAPHS.map(({ name, sdl }) => ({ name, url: served.urls.get(name)!, typeDefs: parse(sdl) })),
  );
  if (composed.errors) throw composed.errors[0]!;
  const supergraph = join(scratch, 'supergraph-public.graphql');
  writeFileSync(supergraph, composed.supergraphSdl);
  return { supergraph, served: { ...served, processes: [...served.processes, ...computed.processes] } };
}
