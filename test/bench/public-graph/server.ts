/** The subgraphs of the public benchmarks, each on a port of its own: `node server.ts PORT PORT PORT PORT`. */
import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { KEPT_OPEN_MS } from '../servers/kept-open.ts';
import { PUBLIC_SUBGRAPHS, schemaOf } from './subgraphs.ts';

const ports = process.argv.slice(2).map(Number);
for (const [place, subgraph] of PUBLIC_SUBGRAPHS.entries()) {
  const server = new ApolloServer({ schema: schemaOf(subgraph) });
  await server.start();
  createServer({ keepAliveTimeout: KEPT_OPEN_MS }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      void answer(Buffer.concat(parts).toString()).then(
        (text) => response.writeHead(200, { 'content-type': 'application/json' }).end(text),
        () => response.writeHead(400).end(),
      );
    });
  }).listen(ports[place], '127.0.0.1');

  async function answer(body: string): Promise<string> {
    const { body: answered } = await server.executeOperation(JSON.parse(body) as { query: string });
    if (answered.kind !== 'single') throw new Error('The subgraph answered in parts.');
    return JSON.stringify(answered.singleResult);
  }
}
