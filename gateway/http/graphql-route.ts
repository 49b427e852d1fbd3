import type { OutgoingHttpHeaders } from 'node:http';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provenance } from '../cache/provenance.ts';
import type { Gateway } from '../gateway.ts';
import { cachedAnswer, sendCached } from './cached-answer.ts';
import { usualContentType } from './content-type.ts';
import { questionKey } from './question-key.ts';
import { readQuestion } from './question.ts';
import { refusalOf, refuse } from './refuse.ts';
import { refusalOfSize } from './response-size.ts';
import { callerOf } from '../../subgraphs/kit/caller.ts';
import { contextOf } from './request-context.ts';
import { refuseBatch, refuseIncremental } from '../refusals.ts';
import { resolveName, sentIn } from './resolve-name.ts';
import type { PersistedOperations } from '../persisted/persisted-operations.ts';
import { clientOf } from '../usage/client.ts';
import { answerKnown, type Answer } from './short-way.ts';

/**
 * Serves the graph at `/graphql`. An operation that was answered before is executed at once, and its answer kept;
 * everything else goes through Apollo Server.
 */
export function serveGraph(app: FastifyInstance, gateway: Gateway): void {
  const { server, responses, held, settings, operations, usage } = gateway;
  const throughApollo = fastifyApolloHandler(server, {
    context: async (request, reply) => contextOf(request, reply, settings.operationTimeoutMs),
  });
  // The text itself tells whether a question was asked before.
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (request.url.split('?', 1)[0] === '/graphql') done(null, text);
    else void parseJson(request, text as string, done);
  });

  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const contentType = usualContentType(request.headers.accept);
    const caller = callerOf(request.headers);
    const asked = request.method === 'GET' ? request.url : String(request.body);
    const key = questionKey(gateway.edition(), caller, request.method, asked);
    const kept = contentType === null ? undefined : responses?.get(key);
    if (kept) {
      if (usage && kept.asked) usage.note(clientOf(request.headers), kept.asked);
      const headers = reply.getHeaders() as OutgoingHttpHeaders;
      reply.hijack();
      return sendCached(request.raw, reply.raw, kept, { contentType: contentType!, caller, headers, held });
    }
    if (typeof request.body === 'string') request.body = await parsed(request, request.body);
    const refused = refusalOf(() => prepare(request, operations));
    if (refused) return refuse(reply.type(contentType ?? usualContentType(undefined)!), refused);
    const question = contentType === null ? null : readQuestion(request);
    if (!question) return throughApollo.call(app, request, reply);
    const answer = await answerKnown(gateway, question, request.method, () =>
      contextOf(request, reply, settings.operationTimeoutMs),
    );
    if (!answer) return throughApollo.call(app, request, reply);
    const { body, provenance } = answer;
    if (provenance && !refusalOfSize(body.length)) keep(key, answer, provenance);
    if (answer.retryAfter !== undefined) reply.header('retry-after', answer.retryAfter);
    return reply.code(answer.status).type(contentType!).send(body);
  };
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler });

  function keep(key: string, { body, asked }: Answer, provenance: Provenance): void {
    if (!responses) return;
    const kept = cachedAnswer(body, provenance, (more) => responses.grew(key, kept, more), asked);
    responses.set(key, kept, body.length, provenance);
  }

  function parsed(request: FastifyRequest, text: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      void parseJson(request, text, (error, body) => (error ? reject(error) : resolve(body)));
    });
  }
}

/** Refuses what is not served at all, and puts the text of an operation where the request has its name. */
function prepare(request: FastifyRequest, operations: PersistedOperations): void {
  refuseBatch(request.body);
  resolveName(request, operations);
  const { query } = sentIn(request);
  if (typeof query === 'string') refuseIncremental(query);
}
