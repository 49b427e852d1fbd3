import type { FastifyInstance } from 'fastify';
import type { ContractGateways } from './contract-gateways.ts';

/** Serves each contract beside the whole graph: `/contracts/NAME/graphql`, `/contracts/NAME/exports`, GraphiQL at `/contracts/NAME/`. */
export function serveContracts(app: FastifyInstance, contracts: ContractGateways): void {
  void app.register(async (handed) => {
    // The contract's own server reads the body.
    handed.removeAllContentTypeParsers();
    handed.addContentTypeParser('*', (_request, _payload, done) => done(null));
    handed.all<{ Params: { name: string } }>('/contracts/:name/*', async (request, reply) => {
      const { name } = request.params;
      const contract = await contracts.find(name);
      if (!contract)
        return reply
          .code(404)
          .send({ errors: [{ message: `There is no contract "${name}".`, extensions: { code: 'BAD_REQUEST' } }] });
      void reply.hijack();
      request.raw.url = request.raw.url!.slice(`/contracts/${name}`.length);
      contract.routing(request.raw, reply.raw);
      return undefined;
    });
  });
}
