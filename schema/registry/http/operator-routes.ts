import type { FastifyInstance } from 'fastify';
import type { Contract } from '../../contracts/contract.ts';
import { createToken, listTokens, revokeToken, type Scope } from '../access/tokens.ts';
import { registerAgency, type RegisteredAgency } from '../publication/agencies.ts';
import type { Registry } from '../publication/registry.ts';
import { allowed } from './allowed.ts';
import { BODIES } from './bodies.ts';
import { refuseRegistryRequest } from './registry-errors.ts';

/** What the operator of the registry does: who may publish, which graph and which contracts are served. */
export function operatorRoutes(app: FastifyInstance, registry: Registry): void {
  app.post(
    '/registry/rollback',
    { errorHandler: refuseRegistryRequest, schema: { body: BODIES.rollback } },
    (request) => {
      const { graph } = request.body as { graph: number };
      return allowed(registry, request, { scope: 'operate', agency: null, action: `rollback ${graph}` }, () =>
        registry.rollback(graph),
      );
    },
  );

  app.post(
    '/registry/contracts',
    { errorHandler: refuseRegistryRequest, schema: { body: BODIES.contract } },
    (request) => {
      const contract = request.body as Contract;
      return allowed(registry, request, { scope: 'operate', agency: null, action: `contract ${contract.name}` }, () =>
        registry.contract(contract),
      );
    },
  );

  app.post(
    '/registry/agencies',
    { errorHandler: refuseRegistryRequest, schema: { body: BODIES.agency } },
    (request) => {
      const agency = request.body as RegisteredAgency;
      return allowed(
        registry,
        request,
        { scope: 'operate', agency: null, action: `register ${agency.name}` },
        async () => {
          await registerAgency(registry.db, agency);
          return { registered: agency.name };
        },
      );
    },
  );

  app.get('/registry/tokens', { errorHandler: refuseRegistryRequest }, (request) =>
    allowed(registry, request, { scope: 'operate', agency: null, action: 'list tokens' }, async () => ({
      tokens: await listTokens(registry.db),
    })),
  );

  app.post('/registry/tokens', { errorHandler: refuseRegistryRequest, schema: { body: BODIES.token } }, (request) => {
    const { agency, scopes, days, note } = request.body as {
      agency: string;
      scopes: Scope[];
      days: number;
      note: string;
    };
    return allowed(registry, request, { scope: 'operate', agency: null, action: `create token for ${agency}` }, () =>
      createToken(registry.db, { agency, scopes, days, note }),
    );
  });

  app.delete(
    '/registry/tokens/:number',
    { errorHandler: refuseRegistryRequest, schema: { params: BODIES.tokenNumber } },
    (request) => {
      const { number } = request.params as { number: number };
      return allowed(
        registry,
        request,
        { scope: 'operate', agency: null, action: `revoke token ${number}` },
        async () => {
          await revokeToken(registry.db, number);
          return { revoked: number };
        },
      );
    },
  );
}
