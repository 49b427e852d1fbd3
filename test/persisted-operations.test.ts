import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { getIntrospectionQuery } from 'graphql';
import { createGateway } from '../gateway/gateway.ts';
import { addRoutes, createApp } from '../gateway/http/app.ts';
import { SubgraphFailure } from '../gateway/reach/subgraph-answer.ts';
import { fixedSupergraph } from '../gateway/supergraph-source.ts';
import { SUPERGRAPH } from './support/use-graph.ts';

/** Answered by the catalogue, from the supergraph alone. */
const AGENCIES = 'query Agencies { agencies { code } }';
const LISTS = 'query Lists($id: ID) { codeLists(id: $id) { id } }';
const ANSWER = { agencies: expect.arrayContaining([{ code: 'health-coverage' }]) };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hashed = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

/** A gateway whose agencies cannot be reached. */
function useGateway(persistedOperations: string | null) {
  const logged: string[] = [];
  const log = {
    info: (_: object, text: string) => logged.push(text),
    warn: (details: object, text: string) => logged.push(`${text} ${JSON.stringify(details)}`),
    error: (details: { err?: Error }, text: string) => logged.push(`${text} ${details.err?.message}`),
  };
  let app: FastifyInstance;
  beforeAll(async () => {
    app = createApp({ logLevel: 'silent', corsOrigins: [] });
    const reach = () => async () => {
      throw new SubgraphFailure('SUBGRAPH_UNREACHABLE', 'It cannot be reached.');
    };
    const settings = { persistedOperations };
    addRoutes(app, await createGateway({ supergraph: fixedSupergraph(SUPERGRAPH), reach, settings, log }));
    await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => app.close());
  const url = () => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
  const read = async (response: Response) => ({ status: response.status, ...(await response.json()) });
  return {
    logged,
    post: async (body: object) =>
      read(
        await fetch(url(), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    get: async (sent: Record<string, unknown>) => {
      const texts = Object.entries(sent).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]);
      return read(await fetch(`${url()}?${new URLSearchParams(Object.fromEntries(texts))}`));
    },
  };
}

describe('a gateway with a file of persisted operations', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lien-thong-operations-'));
  const file = join(folder, 'operations.json');
  const write = (operations: object) => writeFileSync(file, JSON.stringify(operations));
  write({ 'agencies-1': AGENCIES, lists: LISTS, stale: '{ gone }' });
  const { post, get, logged } = useGateway(file);
  afterAll(() => rmSync(folder, { recursive: true }));

  const names: readonly [string, object][] = [
    ['documentId', { documentId: 'agencies-1' }],
    ['id', { id: 'agencies-1' }],
    ['its hash as documentId', { documentId: `sha256:${sha256(AGENCIES)}` }],
    ['its id as Apollo Client sends it', hashed('agencies-1')],
    ['its hash as Apollo Client sends it', hashed(sha256(AGENCIES))],
    ['its exact text', { query: AGENCIES }],
    ['its exact text with its hash', { query: AGENCIES, ...hashed(sha256(AGENCIES)) }],
  ];
  // Known operations are answered another way than those that come for the first time.
  it.each([...names, ...names])('answers an operation by %s', async (_name, sent) => {
    expect(await post(sent)).toEqual({ status: 200, data: ANSWER });
    expect(await get({ ...sent })).toEqual({ status: 200, data: ANSWER });
  });

  it('passes on variables', async () => {
    const sent = { id: 'lists', variables: { id: 'QUALIFIER' } };
    expect(await post(sent)).toEqual({ status: 200, data: { codeLists: [{ id: 'QUALIFIER' }] } });
    expect(await get(sent)).toEqual({ status: 200, data: { codeLists: [{ id: 'QUALIFIER' }] } });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['another text', { query: '{ agencies { code } }' }, /this text is none of them: send a registered one unchanged/],
    ['another text under a known id', { query: '{ agencies { code } }', id: 'lists' }, /this text is none of them/],
    ['introspection', { query: getIntrospectionQuery() }, /this text is none of them/],
    ['an unknown id', { documentId: 'units-2' }, /"units-2" is none of them\. To register one/],
    ['an unknown hash', hashed('0'.repeat(64)), /"0{64}" is none of them/],
    ['a key of a prototype', { id: '__proto__' }, /"__proto__" is none of them/],
    ['nothing', {}, /the request names none: send its id as documentId/],
  ])('refuses %s', async (_what, sent, says) => {
    const refused = {
      status: 400,
      errors: [{ message: expect.stringMatching(says), extensions: { code: 'OPERATION_NOT_PERSISTED' } }],
    };
    expect(await post(sent)).toEqual(refused);
    expect(await get(sent)).toEqual(refused);
  });

  it('refuses several operations in one request, known or not', async () => {
    expect(await post([{ id: 'agencies-1' }])).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it('warns of an operation that does not fit the graph', async () => {
    await until(() => logged.some((text) => text.startsWith('A persisted operation does not fit this graph.')));
    expect(logged.join()).toContain('Cannot query field \\"gone\\"');
    expect(await post({ id: 'stale' })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  it('follows its file when it changes, and keeps the operations before when the new ones cannot be used', async () => {
    write({ 'agencies-2': AGENCIES });
    await until(async () => (await post({ id: 'agencies-2' })).status === 200);
    expect((await post({ id: 'agencies-1' })).status).toBe(400);
    // What was answered and kept before is refused as well.
    expect((await post({ query: LISTS })).status).toBe(400);
    writeFileSync(file, '{');
    await until(() => logged.some((text) => text.includes('those before go on')));
    expect((await post({ id: 'agencies-2' })).status).toBe(200);
  });
});

it('a gateway does not start on a file of operations that it cannot use', async () => {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const settings = { persistedOperations: '/nowhere/operations.json' };
  const reach = () => async () => ({});
  await expect(createGateway({ supergraph: fixedSupergraph(SUPERGRAPH), reach, settings, log })).rejects.toThrow(
    'Cannot read /nowhere/operations.json. PERSISTED_OPERATIONS must name a file of operations, or be empty.',
  );
});

describe('a gateway without such a file', () => {
  const { post, get } = useGateway(null);
  const query = `${AGENCIES} # remembered`;

  it('remembers an operation that is sent once with its hash', async () => {
    for (const name of [hashed(sha256(query)), { documentId: `sha256:${sha256(query)}` }]) {
      expect((await get(name)).errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }]);
      expect((await post(name)).errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }]);
    }
    expect(await post({ query, ...hashed(sha256(query)) })).toEqual({ status: 200, data: ANSWER });
    for (const name of [hashed(sha256(query)), { documentId: `sha256:${sha256(query)}` }]) {
      expect(await get(name)).toEqual({ status: 200, data: ANSWER });
      expect(await post(name)).toEqual({ status: 200, data: ANSWER });
    }
  });

  it('does not remember a text under the hash of another', async () => {
    const answer = await post({ query: LISTS, ...hashed(sha256('other')) });
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect((await get(hashed(sha256('other')))).errors).toMatchObject([
      { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
  });
});

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 5_000; !(await done());) {
    if (Date.now() > deadline) throw new Error('It did not come about within five seconds.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
