import fastify, { LogController, type FastifyInstance } from 'fastify';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { sql, type Kysely } from 'kysely';
import { openDatabase } from './database.ts';
import { createSubgraphServer } from './server.ts';
import { stopInOrder } from './stop-in-order.ts';
import type { Subgraph } from './subgraph.ts';

/** Largest request: 10,000 keys of units with what they require, and room to spare. */
const BODY_LIMIT_BYTES = 4 * 1024 * 1024;
const STATEMENT_TIMEOUT_MS = 10_000;

export interface ServeOptions {
  /** Login of the reader role. */
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
}

/** Opens the database as the role that serves; connects with the first question. */
export function openForReading(subgraph: Subgraph, databaseUrl: string): Kysely<any> {
  return openDatabase(databaseUrl, {
    schema: subgraph.databaseSchema,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    readOnly: true,
  });
}

/** Serves one subgraph over HTTP at `/graphql`, with `/health`, until `close()` of the answer, which ends what is under way first. */
export async function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<FastifyInstance> {
  const db = openForReading(subgraph, options.databaseUrl);
  const app = fastify({
    logger: { level: options.logLevel, name: subgraph.name },
    logController: new LogController({ disableRequestLogging: ({ url }) => url === '/health' }),
    bodyLimit: BODY_LIMIT_BYTES,
  });
  stopInOrder(app);
  const server = createSubgraphServer(subgraph, app.log);
  await server.start();
  app.post('/graphql', fastifyApolloHandler(server, { context: async () => subgraph.createContext(db) }));
  app.get('/health', async (_request, reply) => {
    const answers = await sql`select number from data_version`.execute(db).then(
      () => true,
      () => false,
    );
    return reply
      .code(answers ? 200 : 503)
      .send({ status: answers ? 'ok' : 'database unreachable', subgraph: subgraph.name });
  });
  app.addHook('onClose', async () => {
    await server.stop();
    await db.destroy();
  });
  await app.listen({ host: options.host, port: options.port });
  return app;
}
