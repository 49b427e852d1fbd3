import { catalogue } from '../gateway/catalogue/subgraph.ts';
import { hostedSubgraphs, subgraphs } from '../subgraphs/index.ts';
import type { PublishedSubgraph } from './compose-supergraph.ts';
import { routingUrl } from './routing.ts';

/** The subgraphs of this release, as it composes and publishes them. */
export function ownSubgraphs(): readonly Required<PublishedSubgraph>[] {
  return [catalogue, ...subgraphs, ...hostedSubgraphs].map(({ name, sdl }) => ({ name, sdl, url: routingUrl(name) }));
}
