import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance } from 'fastify';
import { LIMITS } from '../limits.ts';

/** Answers what is no GraphQL request in the form of GraphQL's errors. */
export function refuseBadRequests(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(badRequest(SAID[error.code] ?? error.message));
    request.log.error({ err: error }, 'The request failed.');
    return reply.code(status).send(answer('INTERNAL_SERVER_ERROR', 'The gateway failed to answer.'));
  });
  app.setNotFoundHandler(({ method, url }, reply) => {
    if (url.split('?')[0] !== '/graphql')
      return reply
        .code(404)
        .send(badRequest('Nothing is here: the graph is at /graphql, tables as files at /exports, GraphiQL at /.'));
    return reply
      .code(405)
      .header('allow', 'GET, POST')
      .send(badRequest(`Ask by POST or GET, not by ${method}.`));
  });
}

/** Answers what Node could not read as a request, before there is a route or a reply. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, message] = UNREADABLE[error.code ?? ''] ?? ['400 Bad Request', 'The request is not valid HTTP.'];
  const body = JSON.stringify(badRequest(message));
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

const SAID: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send POST requests as content-type: application/json. Files are not taken.',
  FST_ERR_CTP_BODY_TOO_LARGE: `The request is larger than ${LIMITS.bodyBytes} bytes. Send it in parts.`,
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON, or has a key such as __proto__: send {"query": "..."}.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty: send {"query": "..."}.',
};

const UNREADABLE: Readonly<Record<string, [status: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    `The address and headers are larger than ${LIMITS.headerBytes} bytes. Send the query by POST.`,
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not arrive in time. Send it again.'],
};

/** The body of an answer to what is no GraphQL request. */
export function badRequest(message: string) {
  return answer('BAD_REQUEST', message);
}

function answer(code: string, message: string) {
  return { errors: [{ message, extensions: { code } }] };
}
