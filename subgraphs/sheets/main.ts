import fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { readOptions, runUntilStopped } from '../kit/command.ts';
import { readServerConfiguration } from '../kit/environment.ts';
import { prepareSheets } from './host/prepare-sheets.ts';
import { SheetHost } from './host/sheet-host.ts';
import { serveSheets } from './host/sheet-routes.ts';

const USAGE = `Serves the agencies of sheets, each at /sheets/NAME/graphql, and takes sheets at /sheets with an agency's token.

  npm run sheets -- [--port N]    default: PORT, else 4020
  npm run sheets -- --prepare     makes its table (and, with DATABASE_URL, its roles), and ends

Reads SHEETS_DATABASE_URL, REGISTRY_URL and SHEETS_URL; with --prepare also SHEETS_OWNER_DATABASE_URL.`;

await runUntilStopped(async () => {
  const { values } = readOptions(USAGE, {
    options: { port: { type: 'string' }, prepare: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(USAGE);
  if (values.prepare) {
    await prepareSheets(process.env);
    return console.log('The sheets have their table.');
  }
  const environment = values.port === undefined ? process.env : { ...process.env, PORT: values.port };
  const { host, port, logLevel } = readServerConfiguration(environment, { port: 4020, logLevel: 'info' });
  const app = fastify({
    logger: { level: logLevel, name: 'sheets', redact: ['req.headers.authorization'] },
    forceCloseConnections: 'idle',
  });
  const sheets = new SheetHost(process.env, app.log);
  const ownPort = () => (app.server.address() as AddressInfo).port;
  serveSheets(app, {
    host: sheets,
    registryUrl: () => process.env['REGISTRY_URL'] || 'http://localhost:4010',
    ownUrl: () => process.env['SHEETS_URL'] || `http://localhost:${ownPort()}`,
  });
  app.get('/health', async () => ({ status: 'ok' }));
  await sheets.start();
  await app.listen({ host, port });
  console.log(`Sheets are served on port ${ownPort()}.`);
  return async () => {
    await app.close();
    await sheets.stop();
  };
});
