import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FollowedVersions } from './followed-versions.ts';
import { versionsOverHttp } from './over-http.ts';
import type { VersionSource } from './version-source.ts';
import { measuresTime } from '../../test/support/measures-time.ts';

measuresTime();

describe('following the versions of a subgraph over HTTP', () => {
  let server: Server;
  let source: VersionSource;
  let asked: URL[];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tell = (version: string, leaseMs: unknown) => (response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ version, leaseMs }));
  const until = async (reached: () => boolean) => {
    for (const deadline = Date.now() + 5_000; !reached(); await wait(5))
      if (Date.now() > deadline) throw new Error(`It did not come to that; current is ${source.current()}.`);
  };

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(new URL(request.url!, base()));
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    source = versionsOverHttp(`${base()}/api/graphql`);
  });
  afterEach(async () => {
    await source.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('begins with its first answer, beside its address, and confirms what it was told', async () => {
    answer = (_request, response) => tell('7-a', 900)(response);
    await wait(100);
    expect(asked).toEqual([]);
    expect(source.sharedUnder()).toBeNull();
    source.noticed('7-a');
    await until(() => asked.length >= 2);
    const [first, second] = asked.map(({ pathname, searchParams }) => [pathname, Object.fromEntries(searchParams)]);
    expect(first).toEqual(['/api/data-version', { gateway: expect.stringMatching(/^[\w-]{36}$/) }]);
    expect(second).toEqual(['/api/data-version', { ...(first![1] as object), known: '7-a' }]);
    expect(source.current()).toBe('7-a');
    expect(source.sharedUnder()).toBe('7-a');
  });

  it('is not done faster than ten times a second where a subgraph holds no question back', async () => {
    answer = (_request, response) => tell('7-a', 900)(response);
    source.noticed('7-a');
    await wait(600);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.length).toBeLessThan(9);
  });

  it('is left alone where there are none, until an answer tells one', async () => {
    answer = (_request, response) => response.writeHead(404).end('nothing here');
    source.noticed(undefined);
    await until(() => source.sharedUnder() === '');
    source.noticed(undefined);
    await wait(400);
    expect(asked).toHaveLength(1);
    expect(source.current()).toBeNull();
    answer = (_request, response) => tell('7-a', 900)(response);
    source.noticed('7-a');
    await until(() => source.current() === '7-a');
  });

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['no lease', tell('7-a', 0)],
    ['a lease that is no number', tell('7-a', '900')],
    ['no JSON', (response) => response.writeHead(200).end('<html>')],
    ['much more than a version', tell('7-a'.repeat(1_000), 900)],
    ['another address', (response) => response.writeHead(302, { location: `${base()}/elsewhere` }).end()],
    ['that it is busy', (response) => response.writeHead(503).end()],
  ])('takes nothing from an answer that tells %s, and asks again more and more slowly', async (_what, misbehave) => {
    answer = (_request, response) => misbehave(response);
    source.noticed('7-a');
    await wait(700);
    expect(source.current()).toBeNull();
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.length).toBeLessThan(15);
    expect(asked.every(({ pathname }) => pathname === '/api/data-version')).toBe(true);
    answer = (_request, response) => tell('7-a', 900)(response);
    await until(() => source.current() === '7-a');
  });

  it('ends with the lease where a subgraph answers no more', async () => {
    answer = (_request, response) => (asked.length === 1 ? tell('7-a', 300)(response) : undefined);
    source.noticed('7-a');
    await until(() => source.current() === '7-a');
    const begun = performance.now();
    await until(() => source.current() === null);
    expect(performance.now() - begun).toBeLessThan(500);
  });

  it('moves with the subgraph to another address, and leaves those of this process to it', async () => {
    const versions = new FollowedVersions(new Map([['own', source]]));
    expect(versions.at('own', 'http://127.0.0.1:9/graphql')).toBe(source);
    expect(versions.of('own')).toBe(source);
    expect(versions.of('partner')).toBeUndefined();
    const first = versions.at('partner', 'http://127.0.0.1:9/graphql');
    expect(versions.at('partner', 'http://127.0.0.1:9/graphql')).toBe(first);
    const second = versions.at('partner', 'http://127.0.0.1:10/graphql');
    expect(versions.of('partner')).toBe(second);
    expect(second).not.toBe(first);
    await versions.stop();
  });
});
