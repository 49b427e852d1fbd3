import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '../limits.ts';
import { createApp } from './app.ts';

describe('an answer of the graph', () => {
  const app = createApp({ logLevel: 'silent', corsOrigins: [] });
  let size = 0;
  app.post('/graphql', async (_request, reply) => reply.type('application/json; charset=utf-8').send('x'.repeat(size)));
  beforeAll(async () => void (await app.listen({ host: '127.0.0.1', port: 0 })));
  afterAll(() => app.close());
  const ask = () => fetch(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`, { method: 'POST' });

  it('is refused when it is too large', async () => {
    size = LIMITS.responseBytes + 1;
    const response = await ask();
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'The answer has 33,554,433 bytes, more than 33,554,432. Ask for fewer units or fields at once.',
          extensions: { code: 'RESPONSE_TOO_LARGE' },
        },
      ],
    });
  });

  it('is sent when it is as large as it may be', async () => {
    size = LIMITS.responseBytes;
    const response = await ask();
    expect(response.status).toBe(200);
    expect((await response.text()).length).toBe(size);
  });
});
