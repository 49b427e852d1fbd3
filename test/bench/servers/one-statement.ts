/**
 * A server with one hand-written statement for each operation: `node one-statement.ts PORT`, with DATABASE_URL. node:http and pg's
 * prepared statements, nothing else: it knows the operations by their names and checks nothing.
 */
import { createServer } from 'node:http';
import pg from 'pg';
import { KEPT_OPEN_MS } from './kept-open.ts';
import { STATEMENTS } from './statements.ts';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });

createServer({ keepAliveTimeout: KEPT_OPEN_MS }, (request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { query, variables } = JSON.parse(Buffer.concat(parts).toString()) as {
      query: string;
      variables?: Record<string, unknown>;
    };
    void answer(query, variables ?? {}).then(
      (bytes) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
}).listen(Number(process.argv[2]), '127.0.0.1');

async function answer(query: string, variables: Readonly<Record<string, unknown>>): Promise<Buffer> {
  const name = /^query (\w+)/.exec(query)?.[1];
  if (!name) return Buffer.from('{"data":{}}');
  const { text, parameters } = STATEMENTS[name]!;
  const { rows } = await pool.query<{ text: string }>({ name, text, values: parameters.map((one) => variables[one]) });
  return Buffer.from(rows[0]?.text ?? '{"data":null}');
}
