import { publicGraph, supergraphFile, type ServedSubgraphs } from '../stage.ts';
import type { Place } from './variant.ts';

/** The supergraph that a peer serves and the subgraphs that it reaches: ordinary ones, unless ours are named. */
export async function graphOf(
  place: Place,
  subgraphs: 'ordinary' | 'ours' = 'ordinary',
): Promise<{ readonly supergraph: string; readonly served: ServedSubgraphs }> {
  const { stage, mode, graph } = place;
  if (graph === 'public') return publicGraph(stage);
  const served = await (mode === 'replay' ? stage.replay() : subgraphs === 'ours' ? stage.ours() : stage.ordinary());
  return { served, supergraph: supergraphFile(stage, served, mode === 'replay' ? mode : subgraphs) };
}
