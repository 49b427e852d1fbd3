import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { createGateway } from '../gateway/gateway.ts';
import { addRoutes, createApp } from '../gateway/http/app.ts';
import { overHttp } from '../gateway/reach/over-http.ts';
import { fixedSupergraph } from '../gateway/supergraph-source.ts';
import { stayAwayFromMidnight } from './support/away-from-midnight.ts';

stayAwayFromMidnight();

describe('a partner that tells Cache-Control and no version', () => {
  let partner: Server;
  let app: FastifyInstance;
  let cacheControl = '';
  let answered = 0;
  const ask = async (query: string) => {
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
    const response = await fetch(`${url}?query=${encodeURIComponent(query)}`);
    const { data } = (await response.json()) as { data: { time: number } };
    return { time: data.time, cacheControl: response.headers.get('cache-control') };
  };

  beforeAll(async () => {
    partner = createServer((request, response) => {
      request.resume();
      answered += 1;
      response
        .writeHead(200, { 'content-type': 'application/json', 'cache-control': cacheControl })
        .end(JSON.stringify({ data: { time: answered } }));
    });
    await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(partner.address() as AddressInfo).port}/`;
    const { supergraphSdl } = composeServices([
      { name: 'partner', url, typeDefs: parse('type Query { time: Int } type Mutation { time: Int }') },
    ]);
    app = createApp({ logLevel: 'silent', corsOrigins: [] });
    const gateway = await createGateway({
      supergraph: fixedSupergraph(supergraphSdl!),
      reach: (name, at) => overHttp(name, at, 1_000),
      log: app.log,
    });
    addRoutes(app, gateway);
    await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await app.close();
    partner.closeAllConnections();
    partner.close();
  });

  it('is kept for its max-age, here and by whoever asked', async () => {
    cacheControl = 'max-age=1';
    const { time } = await ask('{ time }');
    const again = await ask('{ time }');
    expect(again.time).toBe(time);
    expect(again.cacheControl).toMatch(/^public, (max-age=|no-cache)/);
    await wait(1_100);
    expect((await ask('{ time }')).time).toBeGreaterThan(time);
  });

  it.each(['no-store', 'private, max-age=60', ''])('is not kept with "%s"', async (control) => {
    await wait(1_100);
    cacheControl = control;
    const { time } = await ask('{ time }');
    expect((await ask('{ time }')).time).toBe(time + 1);
    expect((await ask('{ time }')).time).toBe(time + 2);
  });

  it('is asked each time for a mutation, whatever it tells', async () => {
    cacheControl = 'max-age=60';
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
    const times: number[] = [];
    for (let time = 0; time < 4; time++) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: 'mutation { time }' }),
      });
      times.push(((await response.json()) as { data: { time: number } }).data.time);
    }
    expect(times).toEqual([0, 1, 2, 3].map((later) => times[0]! + later));
  });
});
