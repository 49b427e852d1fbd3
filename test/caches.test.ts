import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createGateway } from '../gateway/gateway.ts';
import { addRoutes, createApp } from '../gateway/http/app.ts';
import { serveSubgraphsInProcess, type OwnSubgraphs } from '../gateway/reach/own-subgraphs.ts';
import type { Reach } from '../gateway/reach/subgraph-answer.ts';
import { fixedSupergraph } from '../gateway/supergraph-source.ts';
import { stayAwayFromMidnight } from './support/away-from-midnight.ts';
import { useDatabase } from './support/use-database.ts';
import { SUPERGRAPH, type Answer } from './support/use-graph.ts';

const MOVE = `update health_coverage.source set title = title || '.' where id = (select min(id) from health_coverage.source)`;
const unitsWith = (fields: string, first = 5) =>
  `{ administrativeUnits(level: PROVINCE, on: "2023-12-31", first: ${first}) { nodes { code ${fields} } } }`;
const HEALTH = 'healthCoverage { healthInsuranceCoverage(period: "2023") { value citation { title } } }';

stayAwayFromMidnight();

describe('what is kept of answers', () => {
  const database = useDatabase();
  const asked: { subgraph: string; entities: number }[] = [];
  let own: OwnSubgraphs;
  const apps: FastifyInstance[] = [];

  const start = async (settings: { entityCacheMb: number; responseCacheMb: number }) => {
    const app = createApp({ logLevel: 'silent', corsOrigins: [] });
    const counted = (name: string): Reach => {
      const reach = own.reach.get(name)!;
      return (request) => {
        const { representations } = request.variables;
        asked.push({ subgraph: name, entities: Array.isArray(representations) ? representations.length : 0 });
        return reach(request);
      };
    };
    addRoutes(
      app,
      await createGateway({
        supergraph: fixedSupergraph(SUPERGRAPH),
        reach: counted,
        versionsOf: (name) => own.versions.get(name),
        settings,
        log: app.log,
      }),
    );
    await app.listen({ host: '127.0.0.1', port: 0 });
    apps.push(app);
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
    return async (query: string, headers: Record<string, string> = {}): Promise<Answer> => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      return { status: response.status, ...((await response.json()) as object) };
    };
  };
  const takeAsked = () => asked.splice(0);

  beforeAll(async () => {
    own = await serveSubgraphsInProcess('all', database.environment, { error: () => {} });
    while ([...own.versions.values()].some((version) => version.current() === null)) await wait(20);
  });
  beforeEach(() => void takeAsked());
  afterAll(async () => {
    for (const app of apps) await app.close();
    await own.stop();
  });

  it('is asked again of no agency for the same question, nor for units that were asked before', async () => {
    const ask = await start({ entityCacheMb: 16, responseCacheMb: 16 });
    const first = await ask(unitsWith(HEALTH));
    expect(takeAsked()).toEqual([
      { subgraph: 'administrative-units', entities: 0 },
      { subgraph: 'health-coverage', entities: 5 },
    ]);
    // The first goes through Apollo Server, the second is kept whole.
    for (let time = 0; time < 3; time++) expect(await ask(unitsWith(HEALTH))).toEqual(first);
    expect(takeAsked()).toEqual([]);
    const more = await ask(unitsWith(HEALTH, 8));
    expect(takeAsked()).toEqual([
      { subgraph: 'administrative-units', entities: 0 },
      { subgraph: 'health-coverage', entities: 3 },
    ]);
    expect(more.data.administrativeUnits.nodes.slice(0, 5)).toEqual(first.data.administrativeUnits.nodes);
    expect(more.extensions).toEqual(first.extensions);
  });

  it('ends with the version of the data that it was read from', async () => {
    const ask = await start({ entityCacheMb: 16, responseCacheMb: 16 });
    for (let time = 0; time < 3; time++) await ask(unitsWith(HEALTH));
    takeAsked();
    const before = own.versions.get('health-coverage')!.current();
    await database.query(MOVE);
    while (own.versions.get('health-coverage')!.current() === before) await wait(5);
    const after = await ask(unitsWith(HEALTH));
    expect(takeAsked()).toEqual([{ subgraph: 'health-coverage', entities: 5 }]);
    expect(after.extensions.dataVersions['health-coverage']).not.toBe(before);
  });

  it('is kept for each caller apart', async () => {
    const ask = await start({ entityCacheMb: 16, responseCacheMb: 16 });
    for (let time = 0; time < 3; time++) await ask(unitsWith(HEALTH));
    takeAsked();
    await ask(unitsWith(HEALTH), { authorization: 'Bearer someone' });
    expect(takeAsked()).toHaveLength(2);
    await ask(unitsWith(HEALTH), { authorization: 'Bearer someone' });
    expect(takeAsked()).toEqual([]);
  });

  it('is nothing where it is switched off', async () => {
    const ask = await start({ entityCacheMb: 0, responseCacheMb: 0 });
    for (let time = 0; time < 3; time++) await ask(unitsWith(HEALTH));
    expect(takeAsked()).toHaveLength(6);
  });

  it('says nothing of an agency whose version is not known for sure', async () => {
    const ask = await start({ entityCacheMb: 16, responseCacheMb: 16 });
    for (let time = 0; time < 3; time++) await ask(unitsWith(HEALTH));
    takeAsked();
    const known = own.versions.get('health-coverage')!;
    const unsure = { ...known, current: () => null };
    (own.versions as Map<string, typeof known>).set('health-coverage', unsure);
    try {
      await ask(unitsWith(HEALTH));
      expect(takeAsked()).toEqual([{ subgraph: 'health-coverage', entities: 5 }]);
    } finally {
      (own.versions as Map<string, typeof known>).set('health-coverage', known);
    }
  });
});
