import { join } from 'node:path';
import { startGateway } from './start-gateway.ts';
import type { Variant } from './variant.ts';

const PROGRAM = join(import.meta.dirname, '../servers/one-statement.ts');

/** What one could write by hand for these operations alone. */
export const oneStatement: Variant = {
  name: 'sql',
  label: 'a node:http server with one hand-written statement per operation on the same projection',
  operations: ['A', 'B', 'C', 'E', 'F'],
  modes: ['real'],
  start: (place) =>
    startGateway(place, {
      name: 'The server with one statement per operation',
      program: (port) => [PROGRAM, String(port)],
      environment: { DATABASE_URL: place.stage.database.url },
    }),
};
