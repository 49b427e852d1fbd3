import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineSubgraph, sharedSdl, type Subgraph } from '../kit/subgraph.ts';
import { boundariesSubmission } from './boundaries-submission.ts';
import { viewContext, type ViewContext } from './context.ts';
import * as createViews from './migrations/2026-11-26-create-views.ts';
import { resolvers } from './resolvers.ts';
import { WRITTEN_TABLES, type Tables } from './tables.ts';
import { readViewsConfiguration } from './views/configuration.ts';

const sdl = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');

/** Tables across agencies. It reads them through their subgraphs, never their tables, and runs inside the gateway. */
export const customViews: Subgraph<Tables, ViewContext> = defineSubgraph<Tables, ViewContext>({
  name: 'custom-views',
  sdl: [
    sharedSdl('common.graphql'),
    sharedSdl('figures.graphql'),
    sdl('schema.graphql'),
    sdl('views.graphql'),
    sdl('findings.graphql'),
    sdl('exports.graphql'),
  ],
  resolvers,
  migrations: { '2026-11-26-create-views': createViews },
  writes: WRITTEN_TABLES,
  checkEnvironment: readViewsConfiguration,
  createContext: viewContext,
  readFiles: boundariesSubmission,
});
