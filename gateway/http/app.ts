import cors from '@fastify/cors';
import fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { stopInOrder } from '../../subgraphs/kit/stop-in-order.ts';

import type { Gateway } from '../gateway.ts';
import { CLIENT_NAME, CLIENT_VERSION, clientOf, clientText } from '../usage/client.ts';
import { LIMITS } from '../limits.ts';
import { badRequest, refuseBadRequests, refuseUnreadable } from './bad-requests.ts';
import { finishAnswers } from './finish-answers.ts';
import { answerKeptFirst } from './front.ts';
import { serveGraphiql } from './graphiql.ts';
import { costOf } from './request-context.ts';
import { exportSource } from './export-source.ts';
import { serveExports } from './exports-route.ts';
import { serveGraph } from './graphql-route.ts';
import { readiness } from './readiness.ts';

/** How long a browser may remember that an origin is allowed, in seconds. */
const PREFLIGHT_SECONDS = 600;

export interface AppOptions {
  readonly logLevel: string;
  /** Origins whose pages may call the gateway; none by default. */
  readonly corsOrigins: readonly string[];
}

/** The HTTP server without its gateway, whose logger the gateway then uses. */
export function createApp({ logLevel, corsOrigins }: AppOptions): FastifyInstance {
  const app = fastify({
    logger: { level: logLevel, name: 'gateway', redact: ['req.headers.authorization', 'req.headers.cookie'] },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.bodyBytes,
    http: { maxHeaderSize: LIMITS.headerBytes },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (_error, _request, reply) => {
      void (reply as FastifyReply).code(400).send(badRequest('The address is not valid.'));
    },
    // Ends connections that are idle when the server stops; requests under way are answered first.
    forceCloseConnections: 'idle',
  });
  // Only JSON is a GraphQL request: any other type could be sent by a form of another origin.
  app.removeContentTypeParser('text/plain');
  if (corsOrigins.length > 0) {
    void app.register(cors, {
      origin: [...corsOrigins],
      methods: ['GET', 'POST'],
      allowedHeaders: ['content-type', CLIENT_NAME, CLIENT_VERSION],
      maxAge: PREFLIGHT_SECONDS,
    });
  }
  stopInOrder(app);
  refuseBadRequests(app);
  finishAnswers(app);
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        url: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        cost: costOf(request),
        client: clientTextOf(request),
      },
      'request',
    );
  });
  return app;
}

/**
 * Adds the routes: `/graphql`, tables as files at `/exports`, GraphiQL at `/`, `/health` and `/ready`. `exportsViews: false`: saved and frozen views
 * are not written as files.
 */
export function addRoutes(app: FastifyInstance, gateway: Gateway, { exportsViews = true } = {}): void {
  const { server, subgraphs, agencies } = gateway;
  serveGraph(app, gateway);
  serveExports(app, { source: exportSource(gateway, exportsViews), timeoutMs: gateway.settings.operationTimeoutMs });
  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/ready', async () => readiness(subgraphs(), agencies()));
  serveGraphiql(app);
  answerKeptFirst(app, gateway, ({ method, headers }, { statusCode }) => {
    app.log.info(
      { method, url: '/graphql', status: statusCode, kept: true, client: clientTextOf({ headers }) },
      'request',
    );
  });
  app.addHook('onClose', () => server.stop());
}

function clientTextOf({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  return clientText(clientOf(headers)) || undefined;
}
