/**
 * Subgraphs that answer memoised bytes: `node replay.ts PORT=TARGET PORT=TARGET ...`. Each port stands for one subgraph; what is asked the
 * first time is asked of the target, what is asked again is answered from memory. Anything but a POST is passed on.
 * `GET /asked` tells how many requests were answered.
 */
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { KEPT_OPEN_MS } from './kept-open.ts';

let asked = 0;

for (const pair of process.argv.slice(2)) {
  const [port, target] = [pair.slice(0, pair.indexOf('=')), new URL(pair.slice(pair.indexOf('=') + 1))];
  const known = new Map<string, Buffer>();
  createServer({ keepAliveTimeout: KEPT_OPEN_MS }, (request, response) => {
    if (request.method !== 'POST') return passOn(request, response, target);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      asked++;
      const body = (parts.length === 1 ? parts[0]! : Buffer.concat(parts)).toString('latin1');
      const bytes = known.get(body);
      if (bytes) return answer(response, bytes);
      void learn(known, target, body).then(
        (found) => answer(response, found),
        () => response.writeHead(502).end(),
      );
    });
  }).listen(Number(port), '127.0.0.1');
}

function answer(response: ServerResponse, bytes: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length });
  response.end(bytes);
}

async function learn(known: Map<string, Buffer>, target: URL, body: string): Promise<Buffer> {
  const response = await fetch(target, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(body, 'latin1'),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new Error(`The subgraph answered with status ${response.status}.`);
  known.set(body, bytes);
  return bytes;
}

function passOn(request: IncomingMessage, response: ServerResponse, target: URL): void {
  if (request.url === '/asked') {
    response.end(String(asked));
    return;
  }
  const passed = ask(
    new URL(request.url ?? '/', target),
    { method: request.method, headers: request.headers },
    (found) => {
      response.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(response);
    },
  );
  passed.on('error', () => response.destroy());
  response.on('close', () => passed.destroy());
  request.pipe(passed);
}
