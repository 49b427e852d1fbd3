import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { OverloadError } from '../admission/overload-error.ts';
import { ClientLeft } from '../context.ts';
import type { ERROR_CODES } from '../errors.ts';
import { LIMITS } from '../limits.ts';

type Code = keyof typeof ERROR_CODES;

/** Why there is no file: in the form of the graph's errors, with the status of HTTP. */
export function refusal(status: number, code: Code, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}

/** What the framework finds of a body before it is read here. */
const OF_BODIES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the table as content-type: application/json.',
  FST_ERR_CTP_BODY_TOO_LARGE: `The request is larger than ${LIMITS.bodyBytes} bytes. Ask for fewer units or columns, or units by level.`,
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON, or has a key such as __proto__: send {"input": {...}}.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty: send {"input": {...}}.',
};

/** What is the client's to mend; anything else that is said on purpose is an agency that could not be asked. */
const MENDABLE: readonly string[] = ['BAD_REQUEST', 'BAD_USER_INPUT', 'COST_LIMIT', 'RESPONSE_TOO_LARGE'];
const UNANSWERED = /^SUBGRAPH_/;

/** Answers that there is no file, and why. */
export function refuseExport(error: FastifyError | GraphQLError, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof ClientLeft) return void reply.hijack();
  for (const header of ['content-disposition', 'content-encoding', 'etag']) reply.removeHeader(header);
  reply.header('cache-control', 'no-store');
  if (error instanceof OverloadError) reply.header('retry-after', error.retryAfter);
  const { status, code, message } = said(error);
  if (status === 500) request.log.error({ err: error }, 'An export failed.');
  void reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code } }] });
}

function said(error: FastifyError | GraphQLError): { status: number; code: string; message: string } {
  if (error instanceof GraphQLError) {
    const code = String(error.extensions['code']);
    const { status } = (error.extensions['http'] ?? {}) as { status?: number };
    if (status !== undefined) return { status, code, message: error.message };
    if (MENDABLE.includes(code)) return { status: 400, code, message: error.message };
    if (UNANSWERED.test(code)) return { status: 503, code, message: error.message };
  } else if ((error.statusCode ?? 500) < 500) {
    return { status: error.statusCode!, code: 'BAD_REQUEST', message: OF_BODIES[error.code] ?? error.message };
  }
  return { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'The gateway failed to answer.' };
}
