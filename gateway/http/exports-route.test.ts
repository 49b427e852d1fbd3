import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeAll, afterAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { everyKind, exported, large } from '../../test/support/exported-tables.ts';
import { faultsOfJsonStat } from '../../test/support/json-stat-rules.ts';
import { faultsOfSdmxJson } from '../../test/support/sdmx-json-rules.ts';
import { badInput } from '../../subgraphs/kit/errors.ts';
import { createApp } from './app.ts';
import { serveExports, type ExportSource } from './exports-route.ts';
import { measuresTime } from '../../test/support/measures-time.ts';

measuresTime();

const STILL_MS = 1_000;
const HASH = everyKind().hash!;
const INPUT = { units: { codes: ['417-20211101'] }, columns: [{ figure: { indicator: 'LE_WORKERS_ABROAD' } }] };

/** What the gateway answers tables with, in the forms in which it can. */
const source: ExportSource = {
  ofInput: async (input, { signal }) => {
    if (input['units'] === 'none') throw badInput('The selection is empty: send units.');
    if (input['units'] === 'broken') throw new Error('Something with a secret.');
    if (input['units'] === 'late')
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    if (input['units'] === 'large') return large(20_000, 20);
    return exported(everyKind().document);
  },
  ofView: async (id) => (id === 'v1' ? { ...everyKind(), hash: null, frozenAt: null } : null),
  ofFrozen: async (hash) => (hash === HASH ? everyKind() : null),
  documentOf: async (hash) => (hash === HASH ? '{"a":"Kỳ Sơn"}' : null),
};

describe('exports over HTTP', () => {
  let app: FastifyInstance;
  let origin: string;
  const clients: Socket[] = [];
  beforeAll(async () => {
    app = createApp({ logLevel: 'silent', corsOrigins: [] });
    const room = { values: 1_000_000, operations: 2, waiting: 2, waitMs: 100 };
    serveExports(app, { source, timeoutMs: 300, room, patience: { stillMs: STILL_MS, bytesPerSecond: 16 * 1024 } });
    origin = await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(() => clients.splice(0).forEach((client) => client.destroy()));
  afterAll(() => app.close());

  const post = (path: string, body: unknown, type = 'application/json') =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const faultOf = async (answer: Response) => {
    const { errors } = (await answer.json()) as { errors: { message: string; extensions: { code: string } }[] };
    return { status: answer.status, code: errors[0]!.extensions.code, message: errors[0]!.message };
  };

  it.each([
    ['csv', 'text/csv; charset=utf-8'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['sdmx.csv', 'application/vnd.sdmx.data+csv;version=2.0.0'],
    ['sdmx.json', 'application/vnd.sdmx.data+json;version=2.0.0'],
    ['json-stat.json', 'application/json'],
  ])('give a posted input, a view and a frozen table as %s with its type and a name', async (ending, type) => {
    for (const answer of [
      await post(`/exports/table.${ending}`, { input: INPUT, title: 'So sánh "Kỳ Sơn"/2023', language: 'EN' }),
      await fetch(`${origin}/exports/views/v1.${ending}?language=EN`),
      await fetch(`${origin}/exports/frozen/${HASH}.${ending}?language=EN`),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe(type);
      expect(answer.headers.get('content-language')).toBe('en');
      expect(answer.headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename="[ -~]+\\.${ending}"; `),
      );
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (ending === 'sdmx.json') expect(faultsOfSdmxJson(JSON.parse(bytes.toString()))).toEqual([]);
      else if (ending === 'json-stat.json') expect(faultsOfJsonStat(JSON.parse(bytes.toString()))).toEqual([]);
      else expect(bytes.length).toBeGreaterThan(1_000);
    }
  });

  it('name the file after the title, safely, with and without accents', async () => {
    const answer = await post('/exports/table.csv', { input: INPUT, title: 'Đoàn: "a"\r\nset-cookie: x/../Kỳ Sơn' });
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="Doan- -a-set-cookie- x-..-Ky Son.csv"; filename*=UTF-8''%C4%90o%C3%A0n-%20-a-set-cookie-%20x-..-K%E1%BB%B3%20S%C6%A1n.csv`,
    );
    expect(answer.headers.get('set-cookie')).toBeNull();
    await answer.arrayBuffer();
  });

  it('are Vietnamese unless asked otherwise', async () => {
    const answer = await fetch(`${origin}/exports/views/v1.csv`);
    expect(await answer.text()).toMatch(/^\uFEFF?Mã đơn vị,/);
  });

  it('tell a client that has a frozen table so, and keep no live one', async () => {
    const path = `${origin}/exports/frozen/${HASH}.sdmx.json`;
    const first = await fetch(path);
    const etag = first.headers.get('etag')!;
    const whole = await first.text();
    const again = await fetch(path, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(await (await fetch(path)).text()).toBe(whole);
    const other = await fetch(`${path}?language=EN`, { headers: { 'if-none-match': etag } });
    expect(other.status).toBe(200);
    await other.text();
    const live = await fetch(`${origin}/exports/views/v1.csv`);
    expect(live.headers.get('cache-control')).toBe('no-store');
    await live.text();
  });

  it('are compressed for whoever takes that, but for what is packed', async () => {
    for (const encoding of ['gzip', 'br', 'zstd']) {
      const answer = await fetch(`${origin}/exports/views/v1.csv`, { headers: { 'accept-encoding': encoding } });
      expect(answer.headers.get('content-encoding')).toBe(encoding);
      expect(answer.headers.get('vary')).toMatch(/accept-encoding/);
      expect(await answer.text()).toMatch(/Kỳ Sơn/);
    }
    const packed = await fetch(`${origin}/exports/views/v1.xlsx`, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBeNull();
    await packed.arrayBuffer();
  });

  it('say what is wrong with an address, a body or an input, and what to send', async () => {
    const asked = [
      [post('/exports/table.pdf', { input: INPUT }), 400, 'BAD_REQUEST', /no format "pdf".*\.csv, \.xlsx/],
      [post('/exports/other.csv', { input: INPUT }), 404, 'BAD_REQUEST', /\/exports\/table\.csv/],
      [post('/exports/table.csv', '{'), 400, 'BAD_REQUEST', /not valid JSON.*"input"/],
      [post('/exports/table.csv', ''), 400, 'BAD_REQUEST', /empty.*"input"/],
      [post('/exports/table.csv', [INPUT]), 400, 'BAD_REQUEST', /send \{"input"/],
      [post('/exports/table.csv', {}), 400, 'BAD_REQUEST', /"input" is missing/],
      [post('/exports/table.csv', { input: INPUT, first: 5 }), 400, 'BAD_REQUEST', /unknown member "first"/],
      [post('/exports/table.csv', { input: INPUT, title: 5 }), 400, 'BAD_REQUEST', /"title" is 5/],
      [post('/exports/table.csv', { input: INPUT, language: 'FR' }), 400, 'BAD_REQUEST', /VI or EN/],
      [post('/exports/table.csv', 'x', 'text/plain'), 415, 'BAD_REQUEST', /application\/json/],
      [post('/exports/table.csv', { input: 'x'.repeat(300_000) }), 413, 'BAD_REQUEST', /larger than 262144 bytes/],
      [post('/exports/table.csv', { input: { units: 'none' } }), 400, 'BAD_USER_INPUT', /selection is empty/],
      [fetch(`${origin}/exports/views/v2.csv`), 404, 'BAD_USER_INPUT', /no view "v2"/],
      [fetch(`${origin}/exports/views/v1.csv?language=fr`), 400, 'BAD_REQUEST', /VI or EN/],
      [fetch(`${origin}/exports/frozen/${'0'.repeat(64)}.csv`), 404, 'BAD_USER_INPUT', /SHA-256/],
      [fetch(`${origin}/exports/frozen/v1.csv`), 404, 'BAD_USER_INPUT', /64 digits/],
      [fetch(`${origin}/exports/frozen/v1/document.json`), 404, 'BAD_USER_INPUT', /64 digits/],
    ] as const;
    for (const [answer, status, code, message] of asked)
      expect(await faultOf(await answer)).toEqual({ status, code, message: expect.stringMatching(message) });
  });

  it('tell nothing of an inner failure, and do not wait for ever', async () => {
    expect(await faultOf(await post('/exports/table.csv', { input: { units: 'broken' } }))).toEqual({
      status: 500,
      code: 'INTERNAL_SERVER_ERROR',
      message: 'The gateway failed to answer.',
    });
    expect(await faultOf(await post('/exports/table.csv', { input: { units: 'late' } }))).toMatchObject({
      status: 503,
      code: 'SUBGRAPH_TIMEOUT',
    });
  });

  describe('to a client that does not read', () => {
    const askForLarge = () => {
      const client = connect((app.server.address() as AddressInfo).port, '127.0.0.1').pause();
      client.on('error', () => {});
      const body = JSON.stringify({ input: { units: 'large' } });
      client.write(
        `POST /exports/table.json-stat.json HTTP/1.1\r\nHost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
      clients.push(client);
      return client;
    };
    const connections = () =>
      new Promise<number>((resolve) => app.server.getConnections((_error, count) => resolve(count)));

    it('pile nothing up, and leave it after a while', async () => {
      const before = await connections();
      askForLarge();
      // What tests before left for the garbage collector is not this client's.
      const left = process.memoryUsage().arrayBuffers;
      let most = 0;
      const began = performance.now();
      for (let now = before + 1; now > before || performance.now() - began < STILL_MS / 2; now = await connections()) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - left);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(performance.now() - began).toBeGreaterThan(STILL_MS / 2);
      expect(performance.now() - began).toBeLessThan(STILL_MS * 10);
      // The whole file has more than a hundred million bytes.
      expect(most).toBeLessThan(60 * 1024 * 1024);
    });

    it('keep others waiting no longer than there is room, who are told to come again', async () => {
      askForLarge();
      await new Promise((resolve) => setTimeout(resolve, STILL_MS / 2));
      const refused = await faultOf(await post('/exports/table.csv', { input: INPUT }));
      expect(refused).toMatchObject({ status: 503, code: 'OVERLOADED' });
      await new Promise((resolve) => setTimeout(resolve, STILL_MS * 2));
      const answer = await post('/exports/table.csv', { input: INPUT });
      expect(answer.status).toBe(200);
      await answer.arrayBuffer();
    });
  });
});
