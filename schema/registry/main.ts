import type { AddressInfo } from 'node:net';
import { readOptions, runUntilStopped } from '../../subgraphs/kit/command.ts';
import { readServerConfiguration } from '../../subgraphs/kit/environment.ts';
import { prepareRegistry } from './database/prepare-registry.ts';
import { registryApp } from './http/registry-app.ts';
import { openRegistry } from './open-registry.ts';
import { ownSubgraphs } from '../own-subgraphs.ts';

const USAGE = `Serves the registry at /registry: agencies publish their subgraphs there, and gateways follow it in its database.

  npm run registry -- [--port N]     default: PORT, else 4010
  npm run registry -- --prepare      makes its tables (and, with DATABASE_URL, its roles), and ends
  npm run registry -- --release      publishes the subgraphs of this release, all at once, and ends

Reads REGISTRY_DATABASE_URL and REGISTRY_TOKEN; with --prepare also REGISTRY_OWNER_DATABASE_URL and REGISTRY_GATEWAY_DATABASE_URL.`;

await runUntilStopped(async () => {
  const { values } = readOptions(USAGE, {
    options: {
      port: { type: 'string' },
      prepare: { type: 'boolean' },
      release: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(USAGE);
  if (values.prepare) await prepareRegistry(process.env);
  if (values.prepare && !values.release) return console.log('The registry has its tables.');
  const { registry, stop } = await openRegistry(process.env);
  if (values.release) {
    const { graph, changes } = await registry.release(ownSubgraphs());
    await stop();
    return console.log(`Graph ${graph} is served; ${changes.length} changes for clients.`);
  }
  const environment = values.port === undefined ? process.env : { ...process.env, PORT: values.port };
  const { host, port, logLevel } = readServerConfiguration(environment, { port: 4010, logLevel: 'info' });
  const app = registryApp(registry, logLevel);
  await app.listen({ host, port });
  registry.warmUp().catch((error: unknown) => app.log.warn({ err: error }, 'The first check will be slow.'));
  console.log(`The registry listens on port ${(app.server.address() as AddressInfo).port}.`);
  return async () => {
    await app.close();
    await stop();
  };
});
