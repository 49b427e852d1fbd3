import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { outsideOf } from './support/outside.ts';
import { startProcess, type ServiceProcess } from './support/service-process.ts';
import { useDatabase } from './support/use-database.ts';
import { askGraph } from './support/use-graph.ts';
import { FIRST_QUERY } from '../gateway/http/graphiql.ts';

const PROJECT = join(import.meta.dirname, '..');
const database = useDatabase();
const running: ServiceProcess[] = [];
afterAll(() => Promise.all(running.filter((one) => one.isRunning()).map((one) => one.stop('SIGKILL'))));

describe('the gateway', () => {
  it('contacts no address outside this machine from its start to its end, even with an Apollo key at hand', async () => {
    const gateway = start('gateway/main.ts', '--in-process', 'all', '--port', '0');
    const url = await addressOf(gateway);
    expect(await askGraph(url, FIRST_QUERY)).toMatchObject({ status: 200, data: { administrativeUnit: {} } });
    expect(await askGraph(url, '{ nonsense }')).toMatchObject({ status: 400 });
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    // Stopping is when reports that wait for their time are sent.
    expect(await gateway.stop('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(outsideOf(gateway.output())).toEqual([]);
  });
});

describe("Apollo's gateway as it comes", () => {
  it('would be noticed sending its telemetry', async () => {
    const gateway = start('test/support/gateway-with-telemetry.ts');
    await gateway.ended;
    expect(outsideOf(gateway.output())).toContain('usage-reporting.api.apollographql.com');
  });
});

/** A program of the project, with whatever would make Apollo's libraries report, and nothing to forbid it. */
function start(...command: string[]): ServiceProcess {
  const { APOLLO_TELEMETRY_DISABLED: _, ...environment } = process.env as Record<string, string>;
  const notice = pathToFileURL(join(import.meta.dirname, 'support/refuse-outside.ts')).href;
  const started = startProcess(['node', '--import', notice, ...command], {
    folder: PROJECT,
    environment: {
      ...environment,
      ...(database.environment as Record<string, string>),
      LOG_LEVEL: 'info',
      APOLLO_KEY: 'service:lien-thong-test:not-a-key',
      APOLLO_GRAPH_REF: 'lien-thong-test@current',
    },
  });
  running.push(started);
  return started;
}

/** Where the gateway listens, as its log says. */
async function addressOf(gateway: ServiceProcess): Promise<string> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline && gateway.isRunning()) {
    const address = /Server listening at (http:[^"]+)/.exec(gateway.output())?.[1];
    if (address) return address;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The gateway did not start: ${gateway.output()}`);
}
