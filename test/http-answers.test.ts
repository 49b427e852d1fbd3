import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { zstdDecompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { useGraph } from './support/use-graph.ts';

const graph = useGraph();
const UNITS = '{ administrativeUnits(level: PROVINCE, on: "2023-12-31", first: 63) { nodes { code name } } }';

/** Every answer is asked twice: what was answered once is kept, and sent another way. */
describe.each(['asked for the first time', 'asked again'])('an answer %s', () => {
  it('is compressed as the client accepts', async () => {
    const plain = await get(UNITS);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers['vary']).toMatch(/accept-encoding/);
    const packed = await get(UNITS, { 'accept-encoding': 'gzip, deflate, br, zstd' });
    expect(packed.headers['content-encoding']).toBe('zstd');
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(zstdDecompressSync(packed.bytes).toString()).toBe(plain.bytes.toString());
    // A fetch of any library unpacks what it asked for.
    const response = await fetch(`${graph.url()}/graphql?${new URLSearchParams({ query: UNITS })}`);
    expect(response.headers.get('content-encoding')).toMatch(/br|gzip|zstd/);
    expect(await response.text()).toBe(plain.bytes.toString());
  });

  it('by GET is to be asked for again each time, and then only told to be the same', async () => {
    const first = await get(UNITS);
    expect(first.headers['cache-control']).toBe('public, no-cache');
    const etag = first.headers.etag!;
    const second = await get(UNITS, { 'if-none-match': `"other", ${etag}`, 'accept-encoding': 'gzip' });
    expect({ status: second.status, bytes: second.bytes.length, etag: second.headers.etag }).toEqual({
      status: 304,
      bytes: 0,
      etag,
    });
    expect(second.headers['cache-control']).toBe('public, no-cache');
    expect((await get(UNITS, { 'if-none-match': 'W/"other"' })).status).toBe(200);
  });

  it('belongs to its caller alone where one is named', async () => {
    const { headers } = await get(UNITS, { authorization: 'Bearer x' });
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(headers['vary']).toMatch(/authorization, cookie/);
  });

  it('is not kept by anybody when it has errors', async () => {
    for (const query of ['{ nonsense }', '{ administrativeUnit(code: "nonsense") { name } }']) {
      const { headers } = await get(query);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers.etag).toBeUndefined();
    }
  });

  it('by POST has no words for caches', async () => {
    const body = JSON.stringify({ query: UNITS });
    const response = await fetch(`${graph.url()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.headers.get('etag')).toBeNull();
    expect(response.headers.get('cache-control') ?? 'no-store').toBe('no-store');
    expect(await response.json()).toHaveProperty('data.administrativeUnits.nodes.length', 63);
  });
});

/** As the bytes come, which fetch would unpack. */
async function get(query: string, headers: Record<string, string> = {}) {
  const url = `${graph.url()}/graphql?${new URLSearchParams({ query })}`;
  return new Promise<{ status: number; headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    const asked = ask(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
    });
    asked.on('error', reject).end();
  });
}
