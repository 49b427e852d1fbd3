import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { declaredPrefix } from '../../schema/agency/check-offline.ts';
import { readOptions, runUntilStopped } from '../../subgraphs/kit/command.ts';
import { requireFreePort } from '../../subgraphs/kit/free-port.ts';
import { readConfiguration } from '../configuration.ts';
import { SubgraphFailure, type Reach } from '../reach/subgraph-answer.ts';
import { serveGateway } from '../serve-gateway.ts';
import { devSupergraph } from './dev-supergraph.ts';
import { runFolder } from './local-service.ts';
import { sdlAt, sdlInFolder } from './local-sdl.ts';
import { mockOf } from './mock.ts';
import { othersThan, type Other } from './others.ts';

const USAGE = `Serves the graph with your agency in it, as you work on it: composed anew when you save. GraphiQL is at its address.

  npm run agency -- dev NAME --folder DIR [--port N] [--offline]    a folder of the kit, which is run beside it
  npm run agency -- dev NAME --url URL [--port N] [--offline]       a service in any language, which you run

  --port N     default: PORT, else 4001; the agency of a folder is served on the port after it
  --offline    the others are those of this checkout; else as the registry has them published (REGISTRY_URL, LIEN_THONG_TOKEN)

Others are answered by their services, and out of reach by values made up from their SDL, which say so.`;

await runUntilStopped(async () => {
  const { values, positionals } = readOptions(USAGE, {
    allowPositionals: true,
    options: {
      folder: { type: 'string' },
      url: { type: 'string' },
      port: { type: 'string' },
      offline: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(USAGE);
  const [name] = positionals;
  if (!name || (values.folder === undefined) === (values.url === undefined))
    throw new Error(`Name the agency, and its folder or its address.\n\n${USAGE}`);
  const environment = { PORT: '4001', ...process.env, ...(values.port !== undefined && { PORT: values.port }) };
  const configuration = readConfiguration(environment, { logLevel: 'warn' });
  await requireFreePort(configuration.host, configuration.port);
  const folder = values.folder === undefined ? null : resolve(process.env['INIT_CWD'] ?? process.cwd(), values.folder);
  if (folder !== null && !existsSync(join(folder, 'schema.graphql')))
    throw new Error(`${folder} has no schema.graphql.`);
  const say = (line: string) => console.log(line);
  const others = await othersThan(name, {
    registryUrl: values.offline ? null : process.env['REGISTRY_URL'] || 'http://localhost:4000',
    token: process.env['LIEN_THONG_TOKEN'],
    isHosted: Boolean(process.env['DATABASE_URL']),
    say,
  });
  const url = values.url ?? `http://127.0.0.1:${configuration.port + 1}/graphql`;
  const service = folder === null ? null : runFolder(folder, configuration.port + 1);
  const gateway = await serveGateway(configuration, {
    supergraph: () => ({
      source: devSupergraph({
        name,
        url,
        others,
        local: folder === null ? sdlAt(url) : sdlInFolder(folder),
        prefix: declaredPrefix,
        say,
      }),
    }),
    inProcess: '',
    environment: process.env,
    reachedBy: (subgraph, reach) => {
      const other = others.find((one) => one.name === subgraph);
      return other ? orMadeUp(reach, other, say) : reach;
    },
  });
  console.log(`Ready: http://localhost:${gateway.port} (GraphiQL; the graph itself is at /graphql). Ctrl-C stops it.`);
  return async () => {
    await gateway.stop();
    await service?.stop();
  };
});

/** What a service answers, and values made up where there is none; that is said once. */
function orMadeUp(reach: Reach, { name, sdl }: Other, say: (line: string) => void): Reach {
  let mock: Reach | null = null;
  return async (request) => {
    try {
      return await reach(request);
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) throw error;
      if (!mock) say(`${name} is out of reach: its answers are made up.`);
      mock ??= mockOf(sdl);
      return mock(request);
    }
  };
}
