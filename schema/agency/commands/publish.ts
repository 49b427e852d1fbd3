import type { Published } from '../../registry/publication/registry.ts';
import type { AgencyCommand } from '../command.ts';
import { localSubgraph, SUBGRAPH_OPTIONS } from '../published-files.ts';
import { reportLines } from '../report.ts';

export const publish: AgencyCommand = {
  usage: 'publish NAME --url URL [--sdl FILE]',
  summary: 'puts a subgraph into the graph, or its next version in the place of the one before',
  options: SUBGRAPH_OPTIONS,
  run: async (invocation) => {
    const subgraph = await localSubgraph(invocation);
    const published = await invocation.registry.post<Published>('publish', subgraph);
    return {
      json: published,
      lines: [
        ...reportLines({ faults: [], changes: published.changes }),
        `${subgraph.name} is in graph ${published.graph}.`,
      ],
    };
  },
};
