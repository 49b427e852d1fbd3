import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { subgraphs } from '../../../subgraphs/index.ts';
import { federationOneSdl } from '../mercurius/federation-one-sdl.ts';
import { PUBLIC_SUBGRAPHS } from '../public-graph/subgraphs.ts';
import { graphOf } from './graph-of.ts';
import { startGateway } from './start-gateway.ts';
import type { Variant } from './variant.ts';

const FOLDER = join(import.meta.dirname, '../mercurius');

/** @mercuriusjs/gateway, which composes at its start, from SDL of Federation 1, with a graphql of its own. */
export const mercurius: Variant = {
  name: 'mercurius',
  label:
    '@mercuriusjs/gateway with Federation 1, its JIT on; not B: below a root field it sends nothing of what @requires names',
  operations: ['A', 'C', 'D'],
  modes: ['replay', 'real'],
  peers: [FOLDER],
  start: async (place) => {
    const { served } = await graphOf(place);
    const sdl = new Map(
      place.graph === 'public'
        ? PUBLIC_SUBGRAPHS.map((subgraph) => [subgraph.name, subgraph.sdl])
        : subgraphs.map((subgraph) => [subgraph.name, federationOneSdl(subgraph.sdl)]),
    );
    const services = [...served.urls].map(([name, url]) => ({ name, url, schema: sdl.get(name) }));
    const file = join(place.stage.scratch, `mercurius-${place.graph}-${place.mode}.json`);
    writeFileSync(file, JSON.stringify(services));
    return startGateway(place, {
      name: 'Mercurius gateway',
      program: (port) => [join(FOLDER, 'gateway.mjs'), file, String(port)],
      folder: FOLDER,
      served,
    });
  },
};
