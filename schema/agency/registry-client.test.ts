import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegistryClient, SHEETS } from './registry-client.ts';

describe('whoever asks the registry', () => {
  let server: Server;
  let url = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/registry/page') response.end('<html>');
      if (request.url === '/registry/elsewhere') response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is told that no answer came in time, and how to learn whether it was done', async () => {
    const client = new RegistryClient(url, 'token', { ...SHEETS, timeoutMs: 200 });
    await expect(client.post('publish', {})).rejects.toThrow(
      `${url}/sheets did not answer within 0.2 s; whether it was done, "log" tells.`,
    );
  });

  it('is told that nothing is there, or something else', async () => {
    await expect(new RegistryClient('http://127.0.0.1:9', undefined).get('list')).rejects.toThrow(
      'Nothing answers at http://127.0.0.1:9/registry. Set REGISTRY_URL to the address, or start it.',
    );
    await expect(new RegistryClient(url, undefined).get('page')).rejects.toThrow(
      'answered 200, and is not what was asked: set REGISTRY_URL to its address.',
    );
  });

  it('is not led elsewhere with the token', async () => {
    await expect(new RegistryClient(url, 'token').get('elsewhere')).rejects.toThrow('Nothing answers at');
  });
});
