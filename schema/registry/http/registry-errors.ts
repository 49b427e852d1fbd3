import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { REGISTRY_ERRORS, RegistryError } from '../publication/registry-error.ts';

/** Says what the registry did not do and why; anything unexpected is logged whole and told without detail. */
export function refuseRegistryRequest(
  error: FastifyError | RegistryError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  void reply.header('cache-control', 'no-store');
  if (error instanceof RegistryError) {
    const { code, message, report } = error;
    const found = report && { faults: report.faults, changes: report.changes };
    return void reply.code(REGISTRY_ERRORS[code]).send({ error: { code, message }, ...found });
  }
  const status = error.statusCode ?? 500;
  if (status < 500) return void reply.code(status).send({ error: { code: 'BAD_REQUEST', message: error.message } });
  request.log.error({ err: error }, 'The registry failed.');
  void reply
    .code(500)
    .send({ error: { code: 'INTERNAL_SERVER_ERROR', message: 'The registry failed to answer; nothing was changed.' } });
}
