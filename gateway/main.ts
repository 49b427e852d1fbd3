import { join } from 'node:path';
import { readOptions, runUntilStopped } from '../subgraphs/kit/command.ts';
import { readConfiguration } from './configuration.ts';
import { serveGateway } from './serve-gateway.ts';
import { supergraphFile } from './supergraph-source.ts';

const USAGE = `Serves a supergraph at /graphql, with GraphiQL at /, /health and /ready, and follows its file when it changes.

  npm run gateway -- [--supergraph FILE] [--port N] [--in-process NAME,NAME|all]

  --supergraph FILE   any supergraph that Apollo's composer made; default schema/supergraph.graphql
  --port N            default: PORT, else 4000
  --in-process NAMES  subgraphs of this project to run in this process; the others are reached over HTTP,
                      at <AGENCY>_URL or the routing URL of the supergraph`;

await runUntilStopped(async () => {
  const { values } = readOptions(USAGE, {
    options: {
      supergraph: { type: 'string' },
      port: { type: 'string' },
      'in-process': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(USAGE);
  const environment = values.port === undefined ? process.env : { ...process.env, PORT: values.port };
  const { stop } = await serveGateway(readConfiguration(environment, { logLevel: 'info' }), {
    supergraph: (log) =>
      supergraphFile(values.supergraph ?? join(import.meta.dirname, '../schema/supergraph.graphql'), log),
    inProcess: values['in-process'] ?? '',
    environment: process.env,
  });
  return stop;
});
