import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stayAwayFromMidnight } from '../../test/support/away-from-midnight.ts';
import { Admission } from '../admission/admission.ts';
import { Provenance } from '../cache/provenance.ts';
import { ResponseCache } from '../cache/response-cache.ts';
import { cachedAnswer, sendCached, type CachedAnswer } from './cached-answer.ts';
import { HeldAnswers } from './held-answers.ts';

const MOST_BYTES = 1024 * 1024;
const ANSWERS = 60;
const ANSWER_BYTES = 20_000;
const ENCODINGS = ['zstd', 'br', 'gzip'];

describe('kept answers', () => {
  stayAwayFromMidnight();
  const held = new HeldAnswers(new Admission({ values: 1e6, operations: 1, waiting: 1, waitMs: 1 }));
  const cache = new ResponseCache<CachedAnswer>(MOST_BYTES, () => undefined);
  let server: Server;
  const keyOf = (number: number) => `/${number}`;
  const keep = (key: string, bytes: Buffer) => {
    const kept = cachedAnswer(bytes, new Provenance(), (more) => cache.grew(key, kept, more));
    cache.set(key, kept, bytes.length, new Provenance());
  };
  const ask = async (key: string, encoding: string) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${key}`;
    const response = await fetch(url, { headers: { 'accept-encoding': encoding } });
    return { encoding: response.headers.get('content-encoding'), text: await response.text() };
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const kept = cache.get(request.url!);
      if (kept) sendCached(request, response, kept, { contentType: 'text/plain', caller: '', held });
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('take no more memory than they may, with all that is encoded of them', async () => {
    // Text that compression makes little smaller.
    const texts = Array.from({ length: ANSWERS }, () => randomBytes(ANSWER_BYTES / 2).toString('hex'));
    texts.forEach((text, number) => keep(keyOf(number), Buffer.from(text)));
    for (let number = 0; number < ANSWERS; number++) {
      for (const encoding of ENCODINGS) {
        if (!cache.get(keyOf(number))) continue;
        expect(await ask(keyOf(number), encoding)).toEqual({ encoding, text: texts[number] });
      }
    }
    const kept = texts.map((_text, number) => cache.get(keyOf(number))).filter((answer) => answer !== undefined);
    const encoded = await Promise.all(kept.flatMap((answer) => [...answer.encoded.values()]));
    const buffers = [...kept.map(({ bytes }) => bytes), ...encoded];
    const memory = buffers.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    expect(memory).toBeLessThan(MOST_BYTES);
    expect(memory).toBeGreaterThan(MOST_BYTES / 2);
  });

  it('are encoded once for all who ask', async () => {
    keep('/once', Buffer.from('text '.repeat(1_000)));
    await Promise.all([1, 2, 3].map(() => ask('/once', 'zstd')));
    const encoded = cache.get('/once')!.encoded.get('zstd');
    await ask('/once', 'zstd');
    expect(cache.get('/once')!.encoded.get('zstd')).toBe(encoded);
  });
});
