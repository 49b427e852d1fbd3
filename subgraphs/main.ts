import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readOptions, runUntilStopped } from './kit/command.ts';
import { defaultPort } from '../schema/routing.ts';
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.ts';
import { subgraphNamed, subgraphs } from './index.ts';
import { environmentPrefix, readServerConfiguration } from './kit/environment.ts';
import { requireFreePort } from './kit/free-port.ts';
import { readerLoginOf } from './kit/logins.ts';
import { serveSubgraph } from './kit/serve.ts';
import type { Subgraph } from './kit/subgraph.ts';
import { prepareDatabases } from './prepare-databases.ts';
import { terminalProgress } from './terminal-progress.ts';

const PROJECT = join(import.meta.dirname, '..');
const USAGE = `Serves one subgraph at /graphql, with /health.

  npm run subgraph -- NAME [--port N]
  npm run subgraph -- --folder DIR [--port N]

  NAME         ${subgraphs.map(({ name }) => name).join(', ')}
  --folder DIR an agency's own folder, whose subgraph.ts has it as its default export
  --port N     default: PORT, else the port of the subgraph's routing URL, or 4105

Reads <AGENCY>_DATABASE_URL, the login of the role that serves; else the embedded PostgreSQL, started if it is not running.`;

await runUntilStopped(async (stopping) => {
  const { values, positionals } = readOptions(USAGE, {
    allowPositionals: true,
    options: { port: { type: 'string' }, folder: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(USAGE);
  if (positionals.length + (values.folder === undefined ? 0 : 1) !== 1)
    throw new Error(`Name one subgraph.\n\n${USAGE}`);
  const subgraph = values.folder === undefined ? subgraphNamed(positionals[0]!) : await subgraphIn(values.folder);
  const given = values.port === undefined ? process.env : { ...process.env, PORT: values.port };
  const configuration = readServerConfiguration(given, {
    port: values.folder === undefined ? defaultPort(subgraph.name) : 4105,
    logLevel: 'info',
  });
  await requireFreePort(configuration.host, configuration.port);
  const database = await databaseOf(subgraph, values.folder !== undefined);
  try {
    stopping.throwIfAborted();
    const app = await serveSubgraph(subgraph, {
      ...configuration,
      databaseUrl: readerLoginOf(subgraph, database.environment),
    });
    return async () => {
      await app.close();
      await database.stop();
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
});

/** The subgraph of an agency's own folder, named from where npm was called. */
async function subgraphIn(folder: string): Promise<Subgraph> {
  const file = resolve(process.env['INIT_CWD'] ?? process.cwd(), folder, 'subgraph.ts');
  const { default: subgraph } = (await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw new Error(`${file} cannot be loaded.`, { cause: error });
  })) as { default?: Subgraph };
  if (!subgraph?.schema)
    throw new Error(`${file} must have the agency as its default export: see subgraphs/README.md.`);
  return subgraph;
}

/**
 * The environment that names the database. A subgraph of this project that is given its login needs nothing prepared here; an agency's own
 * folder has no other command that would.
 */
async function databaseOf(
  subgraph: Subgraph,
  isOwnFolder: boolean,
): Promise<{ environment: NodeJS.ProcessEnv; stop: () => Promise<void> }> {
  const given = process.env[`${environmentPrefix(subgraph.name)}_DATABASE_URL`] || process.env['DATABASE_URL'];
  const owner = process.env[`${environmentPrefix(subgraph.name)}_OWNER_DATABASE_URL`] || process.env['DATABASE_URL'];
  if (given && isOwnFolder && owner) await prepareDatabases([subgraph], process.env, terminalProgress());
  if (given) return { environment: process.env, stop: async () => {} };
  const place = { project: PROJECT, folder: process.env['LIEN_THONG_DATA'] };
  const progress = terminalProgress();
  const running = await runningEmbeddedPostgres(place);
  const started = running
    ? { url: running, stop: async () => {} }
    : await startEmbeddedPostgres({ ...place, announce: progress.step });
  try {
    const environment = { ...process.env, DATABASE_URL: started.url };
    await prepareDatabases([subgraph], environment, progress);
    return { environment, stop: started.stop };
  } catch (error) {
    await started.stop();
    throw error;
  }
}
