import fastify, { LogController, type FastifyInstance, type FastifyReply } from 'fastify';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { sql, type Kysely } from 'kysely';
import { subgraphAnswers } from './answer.ts';
import { forWhoWaits } from './cancel-statements.ts';
import { compiledResponse } from './compiled-response.ts';
import { openDatabase } from './database.ts';
import { DATA_VERSION_PATH, serveDataVersion } from './data-version/route.ts';
import { watchDataVersion } from './data-version/watch.ts';
import { createSubgraphServer } from './server.ts';
import { stopInOrder } from './stop-in-order.ts';
import type { Subgraph } from './subgraph.ts';

/** Largest request: 10,000 keys of units with what they require, and room to spare. */
const BODY_LIMIT_BYTES = 4 * 1024 * 1024;
/** Asked many times a minute. */
const NOT_LOGGED = new RegExp(`^(/health|${DATA_VERSION_PATH})(\\?|$)`);
const STATEMENT_TIMEOUT_MS = 10_000;

export interface ServeOptions {
  /** Login of the reader role. */
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
}

/** Opens the database as the role that serves, for reading unless the subgraph writes; connects with the first question. */
export function openForReading(subgraph: Subgraph, databaseUrl: string): Kysely<any> {
  return openDatabase(databaseUrl, {
    schema: subgraph.databaseSchema,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    readOnly: !subgraph.writes,
  });
}

/** Aborted when the caller closes the connection without its answer. */
function leavingOf({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  if (raw.closed) controller.abort();
  raw.once('close', () => {
    if (!raw.writableEnded) controller.abort();
  });
  return controller.signal;
}

/**
 * Serves one subgraph over HTTP at `/graphql`, with `/health` and `/data-version`, until `close()` of the answer, which ends what is
 * under way first.
 */
export async function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<FastifyInstance> {
  const app = await subgraphApp(subgraph, options);
  await app.listen({ host: options.host, port: options.port });
  return app;
}

/** The same without an address of its own, for a server that hands requests on to it; `close()` ends it. */
export async function subgraphApp(
  subgraph: Subgraph,
  options: Omit<ServeOptions, 'host' | 'port'>,
): Promise<FastifyInstance> {
  const db = openForReading(subgraph, options.databaseUrl);
  const app = fastify({
    logger: { level: options.logLevel, name: subgraph.name },
    logController: new LogController({ disableRequestLogging: ({ url }) => NOT_LOGGED.test(url ?? '') }),
    bodyLimit: BODY_LIMIT_BYTES,
  });
  stopInOrder(app);
  const server = createSubgraphServer(subgraph, app.log);
  await server.start();
  const inProcess = subgraphAnswers(subgraph, db, server, app.log);
  const answerByServer = fastifyApolloHandler(server, { context: async () => subgraph.createContext(db) });
  app.post('/graphql', function answer(request, reply) {
    return forWhoWaits(leavingOf(reply), async () => {
      const compiled = await compiledResponse(inProcess, request);
      if (!compiled) return answerByServer.call(this, request, reply);
      return reply.header('cache-control', 'no-store').type(compiled.type).send(compiled.text);
    });
  });
  app.get('/health', async (_request, reply) => {
    const answers = await sql`select number from data_version`.execute(db).then(
      () => true,
      () => false,
    );
    return reply
      .code(answers ? 200 : 503)
      .send({ status: answers ? 'ok' : 'database unreachable', subgraph: subgraph.name });
  });
  const watch = watchDataVersion({
    databaseUrl: options.databaseUrl,
    schema: subgraph.databaseSchema,
    log: app.log,
  });
  serveDataVersion(app, watch);
  app.addHook('onClose', async () => {
    await watch.stop();
    await server.stop();
    await db.destroy();
  });
  return app;
}
