import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Gateway } from '../gateway.ts';
import { LIMITS } from '../limits.ts';
import { sendCached } from './cached-answer.ts';
import { usualContentType } from './content-type.ts';
import { questionKey } from './question-key.ts';
import { callerOf } from '../../subgraphs/kit/caller.ts';
import { clientOf } from '../usage/client.ts';

/** Bodies that were read before the framework looks at their requests. */
const bodies = new WeakMap<IncomingMessage, string>();

/**
 * Stands before the framework: a question whose answer is kept gets it with no more work than sending bytes takes. Everything else goes on
 * as it came, and so does every request of a page, whose origin the framework looks at.
 */
export function answerKeptFirst(app: FastifyInstance, gateway: Gateway, onAnswered: OnAnswered): void {
  const { responses, held, edition, usage } = gateway;
  if (!responses) return;
  let isStopping = false;

  const answer = (request: IncomingMessage, response: ServerResponse, asked: string): boolean => {
    const contentType = usualContentType(request.headers.accept);
    // The framework closes connections when the server stops.
    if (contentType === null || isStopping) return false;
    const caller = callerOf(request.headers);
    const kept = responses.get(questionKey(edition(), caller, request.method!, asked));
    if (!kept) return false;
    if (usage && kept.asked) usage.note(clientOf(request.headers), kept.asked);
    sendCached(request, response, kept, { contentType, caller, held });
    onAnswered(request, response);
    return true;
  };

  const [framework] = app.server.listeners('request') as [RequestListener];
  app.server.off('request', framework);
  app.server.on('request', (request, response) => {
    const { method, url, headers } = request;
    if (headers.origin !== undefined) return framework(request, response);
    if (method === 'GET' && url?.startsWith('/graphql?')) {
      if (!answer(request, response, url)) framework(request, response);
    } else if (method === 'POST' && url === '/graphql' && isPlain(headers)) {
      readText(request, Number(headers['content-length']), (text) => {
        if (answer(request, response, text)) return;
        bodies.set(request, text);
        framework(request, response);
      });
    } else framework(request, response);
  });
  app.addHook('preClose', async () => void (isStopping = true));
  app.addHook('preParsing', async (request, _reply, payload) => {
    const text = bodies.get(request.raw);
    return text === undefined ? payload : streamOf(text);
  });
}

/** A stream that has ended: several times as fast as one from an iterable. */
function streamOf(text: string): Readable {
  const stream = new Readable({ read() {} });
  stream.push(text, 'utf8');
  stream.push(null);
  return stream;
}

export type OnAnswered = (request: IncomingMessage, response: ServerResponse) => void;

/** Whether a body is JSON as it is, of a length that is told and allowed; the framework says what is wrong with others. */
function isPlain(headers: IncomingMessage['headers']): boolean {
  return (
    headers['content-type'] === 'application/json' &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    Number(headers['content-length']) <= LIMITS.bodyBytes
  );
}

/** A request that ends before its body is whole has nobody who waits. */
function readText(request: IncomingMessage, length: number, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  let read = 0;
  request.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    read += chunk.length;
  });
  request.on('end', () => {
    if (read === length) done((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString());
  });
}
