import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../test/support/use-http-agency.ts';
import { Admission } from '../admission/admission.ts';
import { Provenance } from '../cache/provenance.ts';
import { cachedAnswer, sendCached } from './cached-answer.ts';
import { HeldAnswers } from './held-answers.ts';
import { deliveryOf } from './sending.ts';

/** More than systems take for a client that does not read. */
const BYTES = 32 * 1024 * 1024;
const STILL_MS = 1_000;
const ANSWER = Buffer.alloc(BYTES, 'x');
const isOver = async (promise: Promise<unknown>) =>
  Promise.race([promise.then(() => true), new Promise((resolve) => setImmediate(() => resolve(false)))]);

describe('an answer on its way', () => {
  let server: Server;
  let answer: (response: ServerResponse, url: string) => void;
  const clients: Socket[] = [];
  let reading: NodeJS.Timeout;
  const ask = (url = '/') => {
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
    client.on('error', () => {});
    client.write(`GET ${url} HTTP/1.1\r\nHost: x\r\n\r\n`);
    clients.push(client);
    return client;
  };
  const send = (response: ServerResponse, bytes = ANSWER) =>
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes);

  beforeAll(async () => {
    server = createServer((request, response) => answer(response, request.url!));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    clearInterval(reading);
    clients.splice(0).forEach((client) => client.destroy());
  });
  afterAll(() => void server.close());

  it('that is small is handed over and ended at once', async () => {
    const delivery = new Promise<ReturnType<typeof deliveryOf>>((resolve) => {
      answer = (response) => {
        resolve(deliveryOf(response));
        send(response, Buffer.from('small'));
      };
    });
    ask();
    expect(await (await delivery).handedOver).toBe(0);
    await (
      await delivery
    ).ended;
  });

  it('ends when a client takes nothing of it for a while', async () => {
    const delivered = Promise.withResolvers<number>();
    const ended = Promise.withResolvers<void>();
    answer = (response) => {
      const { handedOver, ended: over } = deliveryOf(response, { stillMs: STILL_MS, bytesPerSecond: 100_000 });
      handedOver.then(delivered.resolve, delivered.reject);
      over.then(ended.resolve, ended.reject);
      send(response);
    };
    ask();
    expect(await delivered.promise).toBeGreaterThan(BYTES / 2);
    const handedOver = performance.now();
    expect(await isOver(ended.promise)).toBe(false);
    await ended.promise;
    expect(performance.now() - handedOver).toBeGreaterThan(STILL_MS / 2);
  });

  it('goes on while the client takes it, however long that takes, and the connection after', async () => {
    let asked = 0;
    answer = (response) => {
      deliveryOf(response, { stillMs: STILL_MS, bytesPerSecond: 100_000 });
      // The second answer takes longer than a client may be still.
      if (++asked === 1) send(response);
      else setTimeout(() => send(response, Buffer.from('second')), 2 * STILL_MS);
    };
    const client = ask();
    let read = 0;
    let text = '';
    client.on('data', (chunk: Buffer) => {
      read += chunk.length;
      text = chunk.subarray(-6).toString();
    });
    client.pause();
    reading = setInterval(() => {
      client.resume();
      setTimeout(() => client.pause(), 1);
    }, STILL_MS / 4);
    await wait(3 * STILL_MS);
    expect(client.destroyed).toBe(false);
    clearInterval(reading);
    client.resume();
    await until(() => read > BYTES);
    client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await until(() => text === 'second');
  });

  it('ends when the client is too slow on the whole', async () => {
    const ended = Promise.withResolvers<void>();
    answer = (response) => {
      deliveryOf(response, { stillMs: STILL_MS, bytesPerSecond: BYTES * 10 }).ended.then(ended.resolve, ended.reject);
      send(response);
    };
    const client = ask();
    // A megabyte at a time, which takes three seconds for all.
    let left = 0;
    client.on('data', ({ length }) => (left -= length) > 0 || client.pause()).pause();
    reading = setInterval(() => {
      left = 1024 * 1024;
      client.resume();
    }, STILL_MS / 4);
    const began = performance.now();
    await ended.promise;
    expect(performance.now() - began).toBeLessThan(3 * STILL_MS);
  });

  it('that is kept is held once for all who are slow to take it, and no more when they have left', async () => {
    const admission = new Admission({ values: 1_000, operations: 1, waiting: 1, waitMs: 1_000 });
    const held = new HeldAnswers(admission);
    const [small, large] = [Buffer.from('small'), ANSWER].map((bytes) =>
      cachedAnswer(bytes, new Provenance(), () => {}),
    );
    answer = (response, url) => {
      const kept = url === '/small' ? small! : large!;
      sendCached(response.req, response, kept, { contentType: 'application/json', caller: '', held });
    };
    ask('/small');
    const slow = [ask('/'), ask('/')];
    await until(() => admission.load.values > 0);
    await wait(50);
    expect(admission.load.values).toBe(BYTES / 64);
    slow[0]!.destroy();
    await wait(50);
    expect(admission.load.values).toBe(BYTES / 64);
    slow[1]!.destroy();
    await until(() => admission.load.values === 0);
  });

  it('that waits behind another one on its connection is held no more either when the client has left', async () => {
    const admission = new Admission({ values: 1_000, operations: 1, waiting: 1, waitMs: 1_000 });
    const held = new HeldAnswers(admission);
    const kept = cachedAnswer(ANSWER, new Provenance(), () => {});
    const ended = Promise.withResolvers<void>();
    answer = (response, url) => {
      // The first is never answered.
      if (url === '/') return;
      deliveryOf(response).ended.then(ended.resolve, ended.reject);
      sendCached(response.req, response, kept, { contentType: 'application/json', caller: '', held });
    };
    const client = ask('/');
    client.write('GET /kept HTTP/1.1\r\nHost: x\r\n\r\n');
    await until(() => admission.load.values > 0);
    client.destroy();
    await until(() => admission.load.values === 0);
    await ended.promise;
  });
});
