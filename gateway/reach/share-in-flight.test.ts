import { describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { answerData, answerJson, until, useHttpAgency } from '../../test/support/use-http-agency.ts';
import { overHttp } from './over-http.ts';
import type { SubgraphRequest } from './subgraph-answer.ts';

const QUERY: SubgraphRequest = { query: 'query Q($a: ID) { a }', variables: { a: 1 }, operationName: 'Q', caller: '' };

describe('equal queries at the same time', () => {
  const agency = useHttpAgency();
  const waiting: ServerResponse[] = [];
  const collect = () => {
    waiting.length = 0;
    agency.behave((response) => void waiting.push(response));
  };
  const reach = (current?: () => string | null) =>
    overHttp('health-coverage', agency.url(), 5_000, current ? { versions: { current } } : {});

  it('are sent once, and all who asked get the same answer', async () => {
    collect();
    const ask = reach();
    const asked = [ask(QUERY), ask({ ...QUERY, variables: { a: 1 } }), ask(QUERY)];
    await until(() => waiting.length === 1);
    answerData(waiting[0]!);
    const [first, ...others] = await Promise.all(asked);
    expect(first!.data).toEqual({ a: 1 });
    expect(others.every((other) => other === first)).toBe(true);
    expect(agency.received).toHaveLength(1);
    agency.behave(answerData);
    expect(await ask(QUERY)).not.toBe(first);
  });

  it.each<[string, Partial<SubgraphRequest>]>([
    ['other variables', { variables: { a: 2 } }],
    ['another operation', { operationName: 'R' }],
    ['another text', { query: 'query Q($a: ID) { b }' }],
    ['another caller', { caller: 'somebody else' }],
    ['the purpose of a change', { kind: 'mutation' }],
  ])('are not sent once with %s', async (_what, other) => {
    collect();
    const ask = reach();
    const asked = [ask(QUERY), ask({ ...QUERY, ...other })];
    await until(() => waiting.length === 2);
    waiting.forEach(answerData);
    await Promise.all(asked);
  });

  it('are not sent once for who has no name', async () => {
    collect();
    const { caller: _caller, ...unnamed } = QUERY;
    const ask = reach();
    const asked = [ask(unnamed), ask(unnamed)];
    await until(() => waiting.length === 2);
    waiting.forEach(answerData);
    const [first, second] = await Promise.all(asked);
    expect(first).not.toBe(second);
  });

  it('fail together', async () => {
    agency.behave((response) => void response.writeHead(500).end());
    const ask = reach();
    const failed = await Promise.allSettled([ask(QUERY), ask(QUERY)]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(agency.received).toHaveLength(1);
  });

  it('go on while one asker is left, and end when the last has left', async () => {
    collect();
    const ask = reach();
    const [first, second] = [new AbortController(), new AbortController()];
    const asked = [first, second].map(({ signal }) => ask({ ...QUERY, signal }).catch(({ message }: Error) => message));
    await until(() => waiting.length === 1);
    let closed = false;
    waiting[0]!.on('close', () => (closed = true));
    first.abort(new Error('The first has left.'));
    expect(await asked[0]).toBe('The first has left.');
    const third = ask(QUERY);
    expect(closed).toBe(false);
    second.abort(new Error('The second has left.'));
    expect(await asked[1]).toBe('The second has left.');
    expect(closed).toBe(false);
    answerData(waiting[0]!);
    expect((await third).data).toEqual({ a: 1 });

    collect();
    const alone = new AbortController();
    const left = ask({ ...QUERY, signal: alone.signal });
    await until(() => waiting.length === 1);
    waiting[0]!.on('close', () => (closed = true));
    closed = false;
    alone.abort(new Error('Everyone has left.'));
    // Who comes now does not join what is being ended.
    const next = ask(QUERY);
    await expect(left).rejects.toThrow('Everyone has left.');
    await until(() => closed && waiting.length === 2);
    answerData(waiting[1]!);
    expect((await next).data).toEqual({ a: 1 });
  });

  it('are not joined by who may know of newer data', async () => {
    collect();
    let version: string | null = '1';
    const ask = reach(() => version);
    const asked = [ask(QUERY), ask(QUERY)];
    version = '2';
    asked.push(ask(QUERY), ask(QUERY));
    version = null;
    asked.push(ask(QUERY), ask(QUERY));
    await until(() => waiting.length === 4);
    waiting.forEach((response, index) => answerJson(response, { data: { a: index } }));
    const answers = (await Promise.all(asked)).map(({ data }) => data!['a'] as number);
    expect(answers).toEqual([0, 0, 1, 1, 2, 3]);
  });

  it('are not joined after a change through the same gateway', async () => {
    collect();
    const ask = reach();
    const before = ask(QUERY);
    await until(() => waiting.length === 1);
    const change = ask({ ...QUERY, kind: 'mutation' });
    await until(() => waiting.length === 2);
    const during = ask(QUERY);
    await until(() => waiting.length === 3);
    answerData(waiting[1]!);
    await change;
    const after = ask(QUERY);
    await until(() => waiting.length === 4);
    waiting.forEach((response) => response.writableEnded || answerData(response));
    await Promise.all([before, during, after]);
  });
});
