/** A server of prebuilt bytes: `node prebuilt.ts PORT FOLDER` answers `/A` with the bytes of `answer-A.json`, whatever is sent. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { KEPT_OPEN_MS } from './kept-open.ts';

const [port, folder] = process.argv.slice(2);
const known = new Map<string, Buffer>();

createServer({ keepAliveTimeout: KEPT_OPEN_MS }, (request, response) => {
  const path = request.url ?? '';
  let bytes = known.get(path);
  if (!bytes) {
    const file = join(folder!, `answer-${path.slice(1)}.json`);
    bytes = existsSync(file) ? readFileSync(file) : Buffer.from('{}');
    known.set(path, bytes);
  }
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.end(bytes);
}).listen(Number(port), '127.0.0.1');
