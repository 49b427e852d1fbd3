import { join } from 'node:path';
import { graphOf } from './graph-of.ts';
import { startGateway } from './start-gateway.ts';
import type { Place, Variant } from './variant.ts';

const BENCH = join(import.meta.dirname, '..');
const PROGRAM = join(BENCH, 'node_modules/@graphql-hive/gateway/dist/bin.js');

/** @graphql-hive/gateway as it comes, in one process, and with its planner and executor in Rust. */
export const hive: readonly Variant[] = [
  {
    name: 'hive',
    label: '@graphql-hive/gateway as it comes',
    operations: ['A', 'B', 'C', 'D'],
    modes: ['replay', 'real'],
    peers: [BENCH],
    start: (place) => start(place, []),
  },
  {
    name: 'hive-rust',
    label: 'the same with @graphql-hive/router-runtime, which plans in Rust',
    operations: ['A', 'B', 'C', 'D'],
    modes: ['replay', 'real'],
    peers: [BENCH],
    start: (place) => start(place, ['--hive-router-runtime']),
  },
];

async function start(place: Place, options: readonly string[]) {
  const { supergraph, served } = await graphOf(place);
  const config = place.graph === 'public' ? ['--config-path', join(BENCH, 'hive/gateway.config.mjs')] : [];
  return startGateway(place, {
    name: 'Hive Gateway',
    program: (port) => [
      PROGRAM,
      'supergraph',
      supergraph,
      '--port',
      String(port),
      '--host',
      '127.0.0.1',
      '--polling',
      '1h',
      '--fork',
      '1',
      ...config,
      ...options,
    ],
    folder: BENCH,
    served,
  });
}
