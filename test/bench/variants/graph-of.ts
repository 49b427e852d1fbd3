import type { ServedGraph } from '../public-graph/public-graph.ts';
import { supergraphFile } from '../stage.ts';
import type { Place } from './variant.ts';

/** The supergraph that a peer serves and the subgraphs that it reaches: ordinary ones, unless ours are named. */
export async function graphOf(place: Place, subgraphs: 'ordinary' | 'ours' = 'ordinary'): Promise<ServedGraph> {
  const { stage, mode, graph } = place;
  if (graph === 'public') return stage.publicGraph();
  const served = await (mode === 'replay' ? stage.replay() : subgraphs === 'ours' ? stage.ours() : stage.ordinary());
  return { served, supergraph: supergraphFile(stage, served, mode === 'replay' ? mode : subgraphs) };
}
