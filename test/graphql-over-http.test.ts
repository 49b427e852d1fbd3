import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ERROR_CODES } from '../gateway/errors.ts';
import { refusedDocuments } from './support/refused-documents.ts';
import { persisted, refusedRequests } from './support/refused-requests.ts';
import { useGraph } from './support/use-graph.ts';

const graph = useGraph();
const QUERY = '{ administrativeUnit(code: "20-20211101") { name } }';
const LANG_SON = { administrativeUnit: { name: 'Lạng Sơn' } };

describe('GraphQL over HTTP', () => {
  it('answers a query by POST with JSON', async () => {
    expect(await graph.ask(QUERY)).toMatchObject({ status: 200, data: LANG_SON });
  });

  it('answers a query by GET without any special header', async () => {
    const { response, answer } = await get({ query: QUERY });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.data).toEqual(LANG_SON);
  });

  it('answers by GET the named operation with its variables', async () => {
    const query =
      'query Unit($code: ID) { administrativeUnit(code: $code) { name } } query Other { administrativeUnits { totalCount } }';
    const { answer } = await get({ query, operationName: 'Unit', variables: '{"code": "20-20211101"}' });
    expect(answer.data).toEqual(LANG_SON);
  });

  it('answers a query in the address bar of a browser with JSON', async () => {
    const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    const { response, answer } = await get({ query: QUERY }, { accept });
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.data).toEqual(LANG_SON);
  });

  it('answers a persisted query by its hash alone, once it was sent', async () => {
    const query = `${QUERY} # persisted`;
    const extensions = persisted(createHash('sha256').update(query).digest('hex'));
    const unknown = await get({ extensions });
    expect(unknown.answer.errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }]);
    // A cache on the way must not keep "not found".
    expect(unknown.response.headers.get('cache-control')).toContain('no-cache');
    expect((await get({ query, extensions })).answer.data).toEqual(LANG_SON);
    expect((await get({ extensions })).answer.data).toEqual(LANG_SON);
  });

  it('answers as application/graphql-response+json when that is asked for, errors too', async () => {
    const accept = 'application/graphql-response+json';
    for (const [query, status] of [
      [QUERY, 200],
      ['{ nonsense }', 400],
    ] as const) {
      const { response } = await get({ query }, { accept });
      expect([response.status, response.headers.get('content-type')]).toEqual([status, `${accept}; charset=utf-8`]);
    }
  });

  it('gives keys of a prototype in the variables of an address no meaning', async () => {
    const query = 'query ($toString: ID) { administrativeUnit(code: $toString) { name } }';
    const { answer } = await get({ query, variables: '{"__proto__": {"toString": "20-20211101"}}' });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('answers 404 as JSON where nothing is', async () => {
    for (const path of ['/nonexistent', '//', '/graphql/more']) {
      const response = await fetch(graph.url() + path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    }
  });
});

describe('what is no GraphQL request is refused', () => {
  it.each(refusedRequests)('$what', async ({ search = '', init, ...expected }) => {
    await expectRefusal(search, init, { code: 'BAD_REQUEST', ...expected });
  });
});

describe.each(Object.entries(refusedDocuments))('refused with %s before any work is done', (code, documents) => {
  it.each(documents)('$what', async ({ query, variables, says }) => {
    const body = JSON.stringify({ query, variables });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    await expectRefusal('', init, { status: 400, code, says });
  });
});

async function expectRefusal(
  search: string,
  init: RequestInit,
  { status, code, says }: { readonly status: number; readonly code: string; readonly says: RegExp },
): Promise<void> {
  const before = graph.asked.length;
  const response = await fetch(`${graph.url()}/graphql${search}`, init);
  const error = expect.objectContaining({ message: expect.stringMatching(says), extensions: { code } });
  expect({ status: response.status, answer: await response.json() }).toEqual({ status, answer: { errors: [error] } });
  expect(ERROR_CODES).toHaveProperty(code);
  expect(graph.asked.slice(before)).toEqual([]);
}

async function get(search: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${graph.url()}/graphql?${new URLSearchParams(search)}`, { headers });
  return { response, answer: await response.json() };
}
