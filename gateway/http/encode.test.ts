import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { encode, encodingFor, SMALLEST_ENCODED_BYTES, type Encoding } from './encode.ts';

describe('the encoding of an answer', () => {
  it.each<[string | undefined, Encoding | null]>([
    ['gzip, deflate, br, zstd', 'zstd'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP;Q=0.5', 'gzip'],
    ['br;q=0.2, gzip;q=0.8', 'gzip'],
    ['*', 'zstd'],
    ['*;q=0.5, zstd;q=0', 'br'],
    ['gzip;q=0', null],
    ['identity, gzip;q=0.5', null],
    ['gzip;q=nonsense', null],
    ['deflate', null],
    ['', null],
    [undefined, null],
  ])('for accept-encoding: %s is %s', (accepted, encoding) => {
    expect(encodingFor(accepted, 10_000)).toBe(encoding);
    // Asked again, it is remembered.
    expect(encodingFor(accepted, 10_000)).toBe(encoding);
  });

  it('is none for small answers', () => {
    expect(encodingFor('gzip', SMALLEST_ENCODED_BYTES - 1)).toBeNull();
    expect(encodingFor('gzip', SMALLEST_ENCODED_BYTES)).toBe('gzip');
  });

  it('gives the same bytes back', async () => {
    const body = Buffer.from(JSON.stringify(Array.from({ length: 5_000 }, (_, code) => ({ code, name: 'Lạng Sơn' }))));
    const decoded = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync };
    for (const [encoding, decode] of Object.entries(decoded)) {
      const encoded = await encode(body, encoding as Encoding);
      expect(encoded.length).toBeLessThan(body.length / 5);
      expect(decode(encoded).equals(body)).toBe(true);
    }
  });
});
