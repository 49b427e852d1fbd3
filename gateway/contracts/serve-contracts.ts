import type { FastifyInstance } from 'fastify';
import { handOn } from '../../subgraphs/kit/hand-on.ts';
import type { ContractGateways } from './contract-gateways.ts';

/** Serves each contract beside the whole graph: `/contracts/NAME/graphql`, `/contracts/NAME/exports`, GraphiQL at `/contracts/NAME/`. */
export function serveContracts(app: FastifyInstance, contracts: ContractGateways): void {
  handOn(app, {
    path: '/contracts',
    find: (name) => contracts.find(name),
    missing: (name) => ({
      errors: [{ message: `There is no contract "${name}".`, extensions: { code: 'BAD_REQUEST' } }],
    }),
  });
}
