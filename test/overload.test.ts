import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createGateway } from '../gateway/gateway.ts';
import { addRoutes, createApp } from '../gateway/http/app.ts';
import { fixedSupergraph } from '../gateway/supergraph-source.ts';
import { SUPERGRAPH } from './support/use-graph.ts';
import { measuresTime } from './support/measures-time.ts';

measuresTime();

const UNIT = 'query Unit { administrativeUnit(code: "20-20211101") { name } }';
const OTHER = 'query Other { administrativeUnit(code: "01-20211101") { name } }';
const ANSWER = { administrativeUnit: { name: 'Lạng Sơn' } };

describe('a gateway that has more to answer than it can', () => {
  /** Requests at the agency that the test has not answered yet. */
  const held: (() => void)[] = [];
  let app: FastifyInstance;

  beforeAll(async () => {
    app = createApp({ logLevel: 'silent', corsOrigins: [] });
    const gateway = await createGateway({
      supergraph: fixedSupergraph(SUPERGRAPH),
      reach: () => async () => {
        await new Promise<void>((resolve) => held.push(resolve));
        return { data: ANSWER };
      },
      settings: { admission: { values: 1_000, operations: 1, waiting: 1, waitMs: 10_000 } },
      log: app.log,
    });
    addRoutes(app, gateway);
    await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => app.close());

  const ask = async (query: string, signal?: AbortSignal) => {
    const response = await fetch(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      ...(signal ? { signal } : {}),
    });
    const { status, headers } = response;
    return { status, retryAfter: headers.get('retry-after'), body: (await response.json()) as object };
  };
  const until = async (done: () => boolean) => {
    for (const deadline = Date.now() + 5_000; !done();) {
      if (Date.now() > deadline) throw new Error('It did not come about within five seconds.');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const overloaded = {
    status: 503,
    retryAfter: expect.stringMatching(/^[1-5]$/),
    body: {
      errors: [
        { message: expect.stringMatching(/more to answer than it can at once/), extensions: { code: 'OVERLOADED' } },
      ],
    },
  };

  it('lets one wait for its turn and tells the next to come again, whether the operation is known or not', async () => {
    const first = ask(UNIT);
    await until(() => held.length === 1);
    const leaving = new AbortController();
    const waiting = ask(UNIT, leaving.signal);
    waiting.catch(() => {});
    // Until it waits, others could take its place.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await ask(UNIT)).toEqual(overloaded);
    expect(await ask(OTHER)).toEqual(overloaded);

    // Whoever leaves makes room in the line at once, and is never asked for.
    leaving.abort();
    await expect(waiting).rejects.toThrow('aborted');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const second = ask(OTHER);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(held).toHaveLength(1);
    held.shift()!();
    expect(await first).toMatchObject({ status: 200, body: { data: ANSWER } });
    await until(() => held.length === 1);
    held.shift()!();
    expect(await second).toMatchObject({ status: 200, body: { data: ANSWER } });
    expect(held).toHaveLength(0);
  });
});
