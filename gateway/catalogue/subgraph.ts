import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedSdl } from '../../subgraphs/kit/subgraph.ts';

/** The catalogue as it is composed. Every gateway computes its answers from the supergraph that it serves. */
export const catalogue = {
  name: 'catalogue',
  sdl: [
    sharedSdl('common.graphql'),
    sharedSdl('figures.graphql'),
    readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8'),
  ].join('\n'),
};
