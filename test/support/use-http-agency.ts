import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll } from '@jest/globals';

/** One request as it reached the agency. */
export interface ReceivedRequest {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly socket: Socket;
}

/** An agency over HTTP that behaves as a test says, at `/graphql`. */
export interface HttpAgency {
  /** What it does with each request from now on; `count` is that of the requests since then, from 1. */
  readonly behave: (how: (response: ServerResponse, request: ReceivedRequest, count: number) => void) => void;
  readonly url: () => string;
  /** What it received since it was told how to behave. */
  readonly received: readonly ReceivedRequest[];
  /** Connections that are open now. */
  readonly connections: () => number;
}

export function useHttpAgency(): HttpAgency {
  let how: Parameters<HttpAgency['behave']>[0] = answerData;
  const received: ReceivedRequest[] = [];
  const open = new Set<Socket>();
  let server: Server;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      // It tells no version of its data, which a gateway asks for elsewhere.
      if (request.method !== 'POST' || request.url !== '/graphql') {
        response.writeHead(404).end();
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { headers, socket } = request;
      const read = { headers, socket, body: Buffer.concat(chunks).toString() };
      received.push(read);
      how(response, read, received.length);
    });
    server.on('connection', (socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  return {
    behave: (next) => {
      how = next;
      received.length = 0;
    },
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    received,
    connections: () => open.size,
  };
}

/** Answers with data. */
export function answerData(response: ServerResponse): void {
  answerJson(response, { data: { a: 1 } });
}

export function answerJson(response: ServerResponse, body: unknown, status = 200, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Waits until something has come about; fails after ten seconds. */
export async function until(comeAbout: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !comeAbout(); await wait(5)) {
    if (Date.now() > deadline) throw new Error(`It did not come about: ${comeAbout.toString()}`);
  }
}
