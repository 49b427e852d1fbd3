import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfiguration } from '../../gateway/configuration.ts';
import { registrySupergraph } from '../../gateway/registry/registry-supergraph.ts';
import { serveGateway, type RunningGateway } from '../../gateway/serve-gateway.ts';
import { ownSubgraphs } from '../../schema/own-subgraphs.ts';
import { gatewayLogin } from '../../schema/registry/database/logins.ts';
import { prepareRegistry } from '../../schema/registry/database/prepare-registry.ts';
import { registerAgency } from '../../schema/registry/publication/agencies.ts';
import { currentGraph } from '../../schema/registry/publication/current-graph.ts';
import { openRegistry, type OpenRegistry } from '../../schema/registry/open-registry.ts';
import { PARTNER_SDL } from '../support/partner-sdl.ts';
import { askGraph } from '../support/use-graph.ts';
import { useOwnPostgres } from '../support/use-own-postgres.ts';
import { PROJECT, runCommand, until, useRegistry } from '../support/use-registry.ts';

/** Two hundred publications, and what a busy machine takes for them. */
const LONG_MS = 600_000;

const URL_OF_PARTNER = 'https://education.example.gov.vn/graphql';
const DESCRIPTION = 'Schools and children at school.';
const sdlNumbered = (number: number) => PARTNER_SDL.replace(DESCRIPTION, `${DESCRIPTION} Version ${number}.`);
const SEEN = '{ __type(name: "Education") { description } agencies { code } }';

describe('PostgreSQL restarted during a publication', () => {
  const postgres = useOwnPostgres([]);
  let opened: OpenRegistry;
  let gateway: RunningGateway;
  const environment = () => ({ DATABASE_URL: postgres.url() });
  const seen = async () => (await askGraph(`http://127.0.0.1:${gateway.port}`, SEEN)).data;
  const publish = (number: number) =>
    opened.registry.publish({ name: 'education', sdl: sdlNumbered(number), url: URL_OF_PARTNER }, null);

  beforeAll(async () => {
    await prepareRegistry(environment());
    opened = await openRegistry(environment());
    await opened.registry.release(ownSubgraphs());
    gateway = await serveGateway(readConfiguration({ PORT: '0', LOG_LEVEL: 'silent' }, { logLevel: 'silent' }), {
      supergraph: (log) =>
        registrySupergraph({
          databaseUrl: gatewayLogin(environment()),
          keptFile: null,
          fallback: join(PROJECT, 'schema/supergraph.graphql'),
          log,
        }),
      inProcess: '',
      environment: {},
    });
    const agency = { name: 'education', prefix: 'ED', owner: 'x', contact: 'x', grantedFields: [] };
    await registerAgency(opened.registry.db, agency);
    await publish(1);
    await until(async () => (await seen()).__type !== null);
  }, LONG_MS);
  afterAll(async () => {
    await gateway.stop();
    await opened.stop();
  });

  it(
    'leaves the graph as it was or as it was to be, never between; the gateway serves it, and the next goes through',
    async () => {
      for (const afterMs of [20, 150, 300]) {
        const [{ description: before }] = [(await seen()).__type];
        const published = publish(100 + afterMs).catch(() => null);
        await wait(afterMs);
        await postgres.restart();
        const wanted = `${DESCRIPTION} Version ${100 + afterMs}.`;
        // A commit whose answer was lost is a publication too: the registry itself says which of the two it is.
        const isPublished =
          (await published) !== null || (await currentGraph(opened.registry.db))!.api.includes(wanted);
        await until(async () => (await seen()).__type.description === (isPublished ? wanted : before));
        expect((await seen()).agencies).toHaveLength(5);
        await publish(1_000 + afterMs);
        await until(async () => (await seen()).__type.description.endsWith(`Version ${1_000 + afterMs}.`));
      }
    },
    LONG_MS,
  );
});

describe('200 publications in a row', () => {
  const registry = useRegistry();
  const heap = () => {
    setFlagsFromString('--expose_gc');
    (runInNewContext('gc') as () => void)();
    return process.memoryUsage().heapUsed / 1024 / 1024;
  };

  it(
    'leave the memory of a gateway as it was, and it equal to one that starts after them',
    async () => {
      await registry.join('education', 'ED');
      const gateway = await registry.startGateway();
      const publish = (number: number) =>
        registry.opened().registry.publish({ name: 'education', sdl: sdlNumbered(number), url: URL_OF_PARTNER }, null);
      const sees = (number: number) =>
        until(async () => (await gateway.ask(SEEN)).data.__type?.description.endsWith(`Version ${number}.`) ?? false);
      // Graphs that were replaced are kept for a minute, for requests under way: as many after a hundred as after two.
      let after100 = 0;
      for (let number = 1; number <= 200; number += 1) {
        await publish(number);
        await gateway.ask(SEEN);
        if (number !== 100) continue;
        await sees(number);
        after100 = heap();
      }
      await sees(200);
      expect(heap() - after100).toBeLessThan(100);
      const later = await registry.startGateway();
      const schema = '{ __schema { types { name description fields { name } } } }';
      expect(await gateway.ask(schema)).toEqual(await later.ask(schema));
      expect((await registry.database.query('select 1 from registry.supergraph')).length).toBe(201);
    },
    LONG_MS,
  );
});

describe('a service that answers without end', () => {
  it('is given up, with a reason', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = ' '.repeat(1024 * 1024);
      const send = () => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', send);
      };
      send();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    const began = performance.now();
    const ran = await runCommand(['schema/agency/main.ts', 'check', 'education', '--url', url, '--offline'], {});
    expect(ran).toMatchObject({ code: 1, error: expect.stringContaining('does not answer') });
    expect(performance.now() - began).toBeLessThan(30_000);
    server.closeAllConnections();
    server.close();
  });
});
