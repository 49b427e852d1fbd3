import { join } from 'node:path';
import { readOptions, runUntilStopped } from '../subgraphs/kit/command.ts';
import { readConfiguration } from './configuration.ts';
import { serveGateway, type ServedSupergraph } from './serve-gateway.ts';
import { registrySupergraph } from './registry/registry-supergraph.ts';
import { supergraphFile } from './supergraph-source.ts';
import type { FollowLog } from './follow-file.ts';

const COMMITTED = join(import.meta.dirname, '../schema/supergraph.graphql');
const USAGE = `Serves a graph at /graphql, with GraphiQL at /, /health and /ready: the registry's, if REGISTRY_GATEWAY_DATABASE_URL names its
database, or a supergraph from a file; and follows it when it changes.

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
    supergraph: (log) => supergraphOf(values.supergraph, process.env, log),
    inProcess: values['in-process'] ?? '',
    environment: process.env,
    usageAt: process.env['REGISTRY_GATEWAY_DATABASE_URL'] || undefined,
  });
  return stop;
});

function supergraphOf(file: string | undefined, environment: NodeJS.ProcessEnv, log: FollowLog): ServedSupergraph {
  const databaseUrl = environment['REGISTRY_GATEWAY_DATABASE_URL'];
  if (file !== undefined || !databaseUrl) return { source: supergraphFile(file ?? COMMITTED, log) };
  return registrySupergraph({
    databaseUrl,
    keptFile: environment['SUPERGRAPH_CACHE_FILE'] || null,
    fallback: COMMITTED,
    log,
  });
}
