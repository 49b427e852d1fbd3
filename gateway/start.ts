import { join } from 'node:path';
import { ownSubgraphs } from '../schema/own-subgraphs.ts';
import { gatewayLogin } from '../schema/registry/database/logins.ts';
import { prepareRegistry } from '../schema/registry/database/prepare-registry.ts';
import { serveRegistry } from '../schema/registry/http/serve-registry.ts';
import { openRegistry } from '../schema/registry/open-registry.ts';
import { startEmbeddedPostgres } from '../subgraphs/embedded-postgres/embedded-postgres.ts';
import { hostedSubgraphs, subgraphs } from '../subgraphs/index.ts';
import { readAreaDirectory } from '../subgraphs/administrative-units/subgraph.ts';
import { prepareSheets } from '../subgraphs/sheets/host/prepare-sheets.ts';
import { SheetHost } from '../subgraphs/sheets/host/sheet-host.ts';
import { serveSheets } from '../subgraphs/sheets/host/sheet-routes.ts';
import { prepareDatabases } from '../subgraphs/prepare-databases.ts';
import { terminalProgress } from '../subgraphs/terminal-progress.ts';
import { readOptions, runUntilStopped } from '../subgraphs/kit/command.ts';
import { requireFreePort } from '../subgraphs/kit/free-port.ts';
import { readConfiguration, subgraphUrl } from './configuration.ts';
import { developmentSecrets } from './development-secrets.ts';
import { FIRST_QUERY } from './http/graphiql.ts';
import { serveGateway } from './serve-gateway.ts';
import { registrySupergraph } from './registry/registry-supergraph.ts';

const PROJECT = join(import.meta.dirname, '..');
const COMMITTED = join(PROJECT, 'schema/supergraph.graphql');
const USAGE = `Starts the whole graph in one process, on an embedded PostgreSQL or on DATABASE_URL.

  npm start               PORT=4001 npm start for another port; the README lists all variables`;

await runUntilStopped(async (stopping) => {
  const { values } = readOptions(USAGE, { options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) return console.log(USAGE);
  const configuration = readConfiguration(process.env, { logLevel: 'warn' });
  await requireFreePort(configuration.host, configuration.port);
  const progress = terminalProgress();
  const database = await startDatabase(progress.step);
  try {
    stopping.throwIfAborted();
    const secrets = database.folder ? developmentSecrets(database.folder, process.env, progress.step) : {};
    // Whoever tries the registry here serves an agency on this machine.
    const environment = {
      REGISTRY_ALLOWED_HOSTS: 'localhost,127.0.0.1',
      ...process.env,
      ...secrets,
      DATABASE_URL: database.url,
    };
    const local = subgraphs.filter(({ name }) => !subgraphUrl(name, process.env));
    const areas = readAreaDirectory();
    await prepareDatabases([...local, ...hostedSubgraphs], environment, progress, areas);
    stopping.throwIfAborted();

    progress.step('Publishing the graph to the registry');
    await prepareRegistry(environment);
    await prepareSheets(environment);
    const { registry, stop: closeRegistry } = await openRegistry(environment);
    await registry.release(ownSubgraphs());
    let sheets: SheetHost | undefined;
    let port = configuration.port;
    const ownUrl = () => `http://localhost:${port}`;
    const gateway = await serveGateway(configuration, {
      supergraph: (log) =>
        registrySupergraph({ databaseUrl: gatewayLogin(environment), keptFile: null, fallback: COMMITTED, log }),
      inProcess: local.map(({ name }) => name).join(','),
      environment,
      usageAt: gatewayLogin(environment),
      routes: (app) => {
        serveRegistry(app, registry);
        sheets = new SheetHost(environment, app.log, areas);
        serveSheets(app, { host: sheets, registryUrl: ownUrl, ownUrl });
      },
    });
    port = gateway.port;
    await sheets?.start();
    registry.warmUp().catch((error: unknown) => console.error('The first check of a publication will be slow:', error));
    console.log(readyText(gateway.port));
    return async () => {
      console.log('\nStopping; the data stays.');
      await gateway.stop();
      await sheets?.stop();
      await closeRegistry();
      await database.stop();
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
});

interface StartedDatabase {
  readonly url: string;
  /** Of the embedded PostgreSQL. */
  readonly folder?: string;
  readonly stop: () => Promise<void>;
}

async function startDatabase(announce: (line: string) => void): Promise<StartedDatabase> {
  const url = process.env['DATABASE_URL'];
  if (url) {
    announce(`Database: ${URL.canParse(url) ? new URL(url).host : 'DATABASE_URL'}`);
    return { url, stop: async () => {} };
  }
  announce('Starting the embedded PostgreSQL');
  const started = await startEmbeddedPostgres({ project: PROJECT, folder: process.env['LIEN_THONG_DATA'], announce });
  announce(`Database: embedded PostgreSQL, data in ${started.folder}`);
  return started;
}

function readyText(port: number): string {
  return `
Ready: http://localhost:${port} (GraphiQL; the graph itself is at /graphql). Ctrl-C stops it.

A query to try, which GraphiQL opens with:

${FIRST_QUERY}`;
}
