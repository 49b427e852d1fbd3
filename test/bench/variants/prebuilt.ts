import { join } from 'node:path';
import { startGateway } from './start-gateway.ts';
import type { Variant } from './variant.ts';

const PROGRAM = join(import.meta.dirname, '../servers/prebuilt.ts');

/** A server of prebuilt bytes: what node:http can send at most. */
export const prebuilt: Variant = {
  name: 'prebuilt',
  label: 'a node:http server of prebuilt bytes: the limit of the HTTP server and of the load generator',
  operations: ['A', 'B', 'C', 'D'],
  modes: ['replay', 'real'],
  unchecked: true,
  start: async (place) => {
    const running = await startGateway(place, {
      name: 'The server of prebuilt bytes',
      program: (port) => [PROGRAM, String(port), place.stage.scratch],
    });
    return { ...running, urlOf: (operation) => running.url.replace('graphql', operation) };
  },
};
