import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { startProcess, type ServiceProcess } from './support/service-process.ts';
import { askGraph } from './support/use-graph.ts';
import { measuresTime } from './support/measures-time.ts';

measuresTime();

const PROJECT = join(import.meta.dirname, '..');

describe('npm run gateway', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lien-thong-gateway-'));
  const running: ServiceProcess[] = [];
  const waiting: ServerResponse[] = [];
  let subgraph: Server;

  const supergraphOf = (sdl: string) => {
    const file = join(folder, `${running.length}.graphql`);
    const url = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/graphql`;
    writeFileSync(file, composeServices([{ name: 'books', url, typeDefs: parse(sdl) }]).supergraphSdl!);
    return file;
  };
  const start = (...options: string[]) => {
    const service = startProcess(['node', 'gateway/main.ts', ...options], {
      folder: PROJECT,
      environment: { PATH: process.env['PATH']! },
    });
    running.push(service);
    return service;
  };
  const until = async <Value>(find: () => Value | undefined | null): Promise<Value> => {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
      const found = find();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`It did not come about: ${running.at(-1)!.output()}`);
  };
  const addressOf = (service: ServiceProcess) =>
    until(() => /Server listening at (http:[^"]+)/.exec(service.output())?.[1]);

  beforeAll(async () => {
    // Answers when the test says so.
    subgraph = createServer((request, response) => {
      request.resume();
      waiting.push(response);
    });
    await new Promise<void>((resolve) => subgraph.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    for (const service of running) if (service.isRunning()) await service.stop('SIGKILL');
    subgraph.closeAllConnections();
    subgraph.close();
    rmSync(folder, { recursive: true });
  });

  it('answers what is under way before it stops, and logs each request with its cost and the client’s name and version', async () => {
    const gateway = start('--supergraph', supergraphOf('type Query { title: String }'), '--port', '0');
    const url = await addressOf(gateway);
    const answer = fetch(`${url}/graphql?query={title}`, {
      headers: { 'apollographql-client-name': 'statistics-page', 'apollographql-client-version': '1.2' },
    });
    const asked = await until(() => waiting.shift());
    const ended = gateway.stop('SIGTERM');
    asked.setHeader('content-type', 'application/json').end('{"data": {"title": "One"}}');
    expect(await (await answer).json()).toEqual({ data: { title: 'One' } });
    const answered = Date.now();
    expect(await ended).toEqual({ code: 0, signal: null });
    // Not only when the client's connection has been idle for long.
    expect(Date.now() - answered).toBeLessThan(3_000);
    const logged = gateway
      .output()
      .split('\n')
      .filter((line) => line.includes('"msg":"request"'));
    expect(logged.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ method: 'GET', url: '/graphql', status: 200, cost: 0, client: 'statistics-page@1.2' }),
    ]);
  });

  it('starts with no subgraph up', async () => {
    const gateway = start('--supergraph', supergraphOf('type Query { title: String }'), '--port', '0');
    const url = await addressOf(gateway);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    // Each attempt breaks.
    const breaking = setInterval(() => waiting.splice(0).forEach((asked) => asked.destroy()), 10);
    const answer = await askGraph(url, '{ title }').finally(() => clearInterval(breaking));
    expect(answer).toEqual({
      status: 200,
      data: { title: null },
      errors: [
        {
          message: 'books could not be reached.',
          path: ['title'],
          extensions: { code: 'SUBGRAPH_UNREACHABLE', agency: 'books', affected: 1 },
        },
      ],
    });
  });

  it('refuses by name a supergraph that it cannot honour', async () => {
    const file = supergraphOf(
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"]) type Query { title: String @authenticated }',
    );
    const gateway = start('--supergraph', file, '--port', '0');
    expect((await gateway.ended).code).toBe(1);
    expect(gateway.output()).toContain('@authenticated (https://specs.apollo.dev/authenticated/v0.1, for SECURITY)');
  });

  it.each([
    [
      ['--supergraph', '/nowhere/supergraph.graphql'],
      'Cannot read the supergraph /nowhere/supergraph.graphql. Name a supergraph with --supergraph',
    ],
    [['--port', 'x'], 'PORT must be a whole number, but is: x.'],
    [['--in-process', 'education'], 'There is no subgraph "education". There are: administrative-units'],
    [['--sdl', 'x'], '--supergraph FILE'],
  ])('says what is wrong with %j', async (options, message) => {
    const gateway = start(...options);
    expect((await gateway.ended).code).toBe(1);
    expect(gateway.output()).toContain(message);
  });

  it.each(['gateway/main.ts', 'gateway/start.ts', 'subgraphs/main.ts', 'subgraphs/prepare.ts', 'schema/compose.ts'])(
    'tells with --help how %s is used',
    async (file) => {
      const service = startProcess(['node', file, '--help'], {
        folder: PROJECT,
        environment: { PATH: process.env['PATH']! },
      });
      expect((await service.ended).code).toBe(0);
      expect(service.output()).toMatch(/npm (run|start)/);
    },
  );
});
