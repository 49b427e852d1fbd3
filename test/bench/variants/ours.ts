import { join } from 'node:path';
import { PROJECT } from '../served-subgraphs.ts';
import { addressesOf } from '../stage.ts';
import { startGateway } from './start-gateway.ts';
import type { Place, Variant } from './variant.ts';

/** Nobody asks for so much; what is measured must not be refused. */
const NO_LIMITS = { LARGEST_PAGE: '20000', COST_LIMIT: '100000000' };

const CACHES = {
  off: { ENTITY_CACHE_MB: '0', RESPONSE_CACHE_MB: '0' },
  entity: { ENTITY_CACHE_MB: '512', RESPONSE_CACHE_MB: '0' },
  response: { ENTITY_CACHE_MB: '0', RESPONSE_CACHE_MB: '512' },
};

/** This gateway: over memoised bytes, with our subgraphs in its process, or over HTTP; with and without its caches. */
export const ours: readonly Variant[] = [
  {
    name: 'ours',
    label: 'this gateway, nothing cached; real: our subgraphs in its process',
    operations: ['A', 'B', 'C', 'D', 'E', 'F'],
    modes: ['replay', 'real'],
    start: (place) => start(place, 'off', place.mode === 'real'),
  },
  cached('entity', true),
  cached('response', true),
  {
    name: 'ours-http',
    label: 'this gateway, nothing cached; our subgraphs each its own process',
    operations: ['A', 'B', 'C', 'E'],
    modes: ['real'],
    start: (place) => start(place, 'off', false),
  },
  cached('entity', false),
  cached('response', false),
];

function cached(cache: 'entity' | 'response', inProcess: boolean): Variant {
  return {
    name: `ours-${inProcess ? '' : 'http-'}${cache}`,
    label: `the same with the ${cache} cache${inProcess ? ', subgraphs in its process' : ', subgraphs each its own process'}`,
    operations: inProcess && cache === 'response' ? ['A', 'B', 'C', 'F'] : ['A', 'B', 'C'],
    modes: ['real'],
    start: (place) => start(place, cache, inProcess),
  };
}

async function start(place: Place, cache: keyof typeof CACHES, inProcess: boolean) {
  const { stage } = place;
  const main = join(PROJECT, 'gateway/main.ts');
  const environment = { ...CACHES[cache], ...NO_LIMITS };
  if (place.graph === 'public') {
    const { supergraph, served } = await stage.publicGraph();
    return startGateway(place, {
      name: 'This gateway',
      program: (port) => [main, '--port', String(port), '--supergraph', supergraph],
      environment,
      served,
    });
  }
  if (inProcess) {
    return startGateway(place, {
      name: 'This gateway',
      program: (port) => [main, '--port', String(port), '--in-process', 'all'],
      environment: { ...environment, DATABASE_URL: stage.database.url },
    });
  }
  const served = await (place.mode === 'replay' ? stage.replay() : stage.ours());
  return startGateway(place, {
    name: 'This gateway',
    program: (port) => [main, '--port', String(port)],
    environment: { ...environment, ...addressesOf(served) },
    served,
  });
}
