import { join } from 'node:path';
import { graphOf } from './graph-of.ts';
import { startGateway } from './start-gateway.ts';
import type { Place, Variant } from './variant.ts';

const PROGRAM = join(import.meta.dirname, '../servers/stock-gateway.ts');

/** @apollo/server with @apollo/gateway as they come. */
export const stock: readonly Variant[] = [
  {
    name: 'stock',
    label: '@apollo/server + @apollo/gateway; real: over subgraphs with ordinary resolvers',
    operations: ['A', 'B', 'C', 'D', 'E'],
    modes: ['replay', 'real'],
    start: (place) => start(place, 'ordinary'),
  },
  {
    name: 'stock-compiled',
    label: 'the same over our subgraphs as we serve them',
    operations: ['A', 'B', 'C'],
    modes: ['real'],
    start: (place) => start(place, 'ours'),
  },
];

async function start(place: Place, subgraphs: 'ordinary' | 'ours') {
  const { supergraph, served } = await graphOf(place, subgraphs);
  const forward = place.graph === 'public' ? ['--forward-caller'] : [];
  return startGateway(place, {
    name: 'The stock gateway',
    program: (port) => [PROGRAM, supergraph, String(port), ...forward],
    served,
  });
}
