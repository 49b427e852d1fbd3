import { join } from 'node:path';
import { serveSubgraphsInProcess } from './reach/own-subgraphs.ts';
import { readOptions, runUntilStopped } from '../subgraphs/kit/command.ts';
import { readConfiguration } from './configuration.ts';
import { createGateway } from './gateway.ts';
import { addRoutes, createApp } from './http/app.ts';
import { subgraphReaches } from './reach/subgraph-reaches.ts';
import { FollowedVersions } from './versions/followed-versions.ts';
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
  const { host, port, subgraphTimeoutMs, subgraphConcurrency, settings, ...httpOptions } = readConfiguration(
    environment,
    {
      logLevel: 'info',
    },
  );
  const app = createApp(httpOptions);
  const own = await serveSubgraphsInProcess(values['in-process'] ?? '', process.env, app.log);
  const versions = new FollowedVersions(own.versions);
  const gateway = await createGateway({
    supergraph: supergraphFile(values.supergraph ?? join(import.meta.dirname, '../schema/supergraph.graphql'), app.log),
    reach: subgraphReaches({
      inProcess: own.reach,
      timeoutMs: subgraphTimeoutMs,
      concurrency: subgraphConcurrency,
      environment: process.env,
      versionsAt: versions.at,
    }),
    versionsOf: versions.of,
    settings,
    log: app.log,
  });
  addRoutes(app, gateway);
  await app.listen({ host, port });
  return async () => {
    await app.close();
    await versions.stop();
    await own.stop();
  };
});
