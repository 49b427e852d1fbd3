import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createGateway, type Gateway } from '../gateway/gateway.ts';
import { addRoutes, createApp } from '../gateway/http/app.ts';
import { serveSubgraphsInProcess, type OwnSubgraphs } from '../gateway/reach/own-subgraphs.ts';
import { supergraphFile } from '../gateway/supergraph-source.ts';
import { useDatabase } from './support/use-database.ts';
import { askGraph, SUPERGRAPH } from './support/use-graph.ts';
import { measuresTime } from './support/measures-time.ts';

measuresTime();

/** Operations that differ in more than their variables, so that each has a plan of its own. */
const OPERATIONS = Array.from({ length: 60 }, (_, index) => {
  const period = 2010 + (index % 14);
  return `query Operation${index} { administrativeUnit(code: "20-20211101") { name
    populationAndChildren { population(period: "${period}") { value } }
    labourAndEmployment { unemploymentRate(period: "${period}") { value } } } }`;
});

describe('a supergraph that is published while the gateway answers', () => {
  const database = useDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'lien-thong-publish-'));
  const file = join(folder, 'supergraph.graphql');
  let app: FastifyInstance;
  let own: OwnSubgraphs;
  let gateway: Gateway;

  const url = () => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const publish = (sdl: string) => {
    writeFileSync(`${file}.new`, sdl);
    renameSync(`${file}.new`, file);
  };
  /** Asks for so long, a few at a time, and answers how long each took and how many failed. */
  const load = async (milliseconds: number) => {
    const took: number[] = [];
    let failed = 0;
    const end = performance.now() + milliseconds;
    const client = async (start: number) => {
      for (let turn = start; performance.now() < end; turn++) {
        const asked = performance.now();
        const { status, errors } = await askGraph(url(), OPERATIONS[turn % OPERATIONS.length]!);
        took.push(performance.now() - asked);
        if (status !== 200 || errors) failed += 1;
        await wait(5);
      }
    };
    await Promise.all([client(0), client(20), client(40)]);
    return { p95: took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)]!, failed, requests: took.length };
  };

  beforeAll(async () => {
    publish(SUPERGRAPH);
    app = createApp({ logLevel: 'silent', corsOrigins: [] });
    own = await serveSubgraphsInProcess('all', database.environment, app.log);
    gateway = await createGateway({
      supergraph: supergraphFile(file, app.log),
      reach: (name) => own.reach.get(name)!,
      log: app.log,
    });
    addRoutes(app, gateway);
    await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await app.close();
    await own.stop();
    rmSync(folder, { recursive: true });
  });

  it('is live within two seconds, with its plans made, no failed request and no jump in how long requests take', async () => {
    await load(1_500);
    const before = await load(2_000);
    const graph = gateway.graph();
    const during = load(3_000);
    const published = performance.now();
    publish(SUPERGRAPH.replace('"Units by level,', '"Published: units by level,').concat('\n# published\n'));
    while (gateway.graph() === graph) await wait(5);
    const live = performance.now() - published;
    for (const operation of OPERATIONS) expect(gateway.graph().find(operation, null)).toBeDefined();
    const { p95, failed, requests } = await during;
    expect(failed + before.failed).toBe(0);
    expect(requests).toBeGreaterThan(100);
    expect(live).toBeLessThan(2_000);
    // Shared machines are noisy: a stall for planning would be many times as long.
    expect(p95).toBeLessThan(Math.max(before.p95 * 3, before.p95 + 150));
  });

  it('finds requests under way finished on the one before', async () => {
    const graph = gateway.graph();
    const slow = Array.from({ length: 20 }, () => askGraph(url(), OPERATIONS[0]!));
    publish(`${SUPERGRAPH}\n# again\n`);
    while (gateway.graph() === graph) await wait(5);
    for (const { status, errors } of await Promise.all(slow)) expect({ status, errors }).toEqual({ status: 200 });
  });
});
