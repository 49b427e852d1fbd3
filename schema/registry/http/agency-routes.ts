import type { FastifyInstance } from 'fastify';
import { LARGEST_SDL } from '../check/check-graph.ts';
import type { Publication } from '../publication/publish.ts';
import type { Registry } from '../publication/registry.ts';
import { allowed } from './allowed.ts';
import { BODIES } from './bodies.ts';
import { refuseRegistryRequest } from './registry-errors.ts';

/** JSON escapes may make an SDL twice as long. */
const BODY_LIMIT = 2 * LARGEST_SDL + 64 * 1024;

/** What an agency does with its own token. */
export function agencyRoutes(app: FastifyInstance, registry: Registry): void {
  // For services that take what is sent only of those who may.
  app.get('/registry/may', { errorHandler: refuseRegistryRequest, schema: { querystring: BODIES.may } }, (request) => {
    const { agency, scope } = request.query as { agency: string; scope: 'check' | 'publish' };
    return allowed(registry, request, { scope, agency, action: `ask whether it may ${scope}` }, async () => ({
      may: scope,
    }));
  });

  app.post(
    '/registry/check',
    { errorHandler: refuseRegistryRequest, bodyLimit: BODY_LIMIT, schema: { body: BODIES.subgraph } },
    (request) => {
      const subgraph = request.body as Publication;
      return allowed(registry, request, { scope: 'check', agency: subgraph.name, action: 'check' }, async () => {
        const { faults, changes } = await registry.check(subgraph);
        return { faults, changes };
      });
    },
  );

  app.post(
    '/registry/publish',
    { errorHandler: refuseRegistryRequest, bodyLimit: BODY_LIMIT, schema: { body: BODIES.subgraph } },
    (request) => {
      const subgraph = request.body as Publication;
      return allowed(registry, request, { scope: 'publish', agency: subgraph.name, action: 'publish' }, ({ token }) =>
        registry.publish(subgraph, token),
      );
    },
  );

  app.post('/registry/retire', { errorHandler: refuseRegistryRequest, schema: { body: BODIES.retire } }, (request) => {
    const { name, force = null } = request.body as { name: string; force?: string };
    return allowed(registry, request, { scope: 'retire', agency: name, action: 'retire' }, ({ token }) =>
      registry.retire(name, force, token),
    );
  });
}
