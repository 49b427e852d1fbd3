import type { FastifyInstance } from 'fastify';

/**
 * Lets a server that is told to stop end soon: what is under way is answered, and its connection closed with the answer instead of
 * being kept for more.
 */
export function stopInOrder(app: FastifyInstance): void {
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) void reply.header('connection', 'close');
  });
}
