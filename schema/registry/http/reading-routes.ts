import type { FastifyInstance } from 'fastify';
import { agencies } from '../publication/agencies.ts';
import { currentGraph } from '../publication/current-graph.ts';
import { auditLog, servedGraphs } from '../publication/history.ts';
import { plannedRetirements } from '../publication/planned-retirements.ts';
import type { Registry } from '../publication/registry.ts';
import { usageOf } from '../publication/usage.ts';
import { USED_WITHIN_DAYS } from '../publication/used-operations.ts';
import { allowed, type Asked } from './allowed.ts';
import { BODIES } from './bodies.ts';
import { refuseRegistryRequest } from './registry-errors.ts';

/** What anyone with a token may read; the log of tokens is the operator's. */
export function readingRoutes(app: FastifyInstance, registry: Registry): void {
  app.get(
    '/registry/subgraphs',
    { errorHandler: refuseRegistryRequest, schema: { querystring: BODIES.subgraphs } },
    (request) => {
      const { sdl = false } = request.query as { sdl?: boolean };
      return allowed(registry, request, { scope: 'read', agency: null, action: 'list' }, async () => {
        const [graph, registered, planned] = await Promise.all([
          currentGraph(registry.db),
          agencies(registry.db),
          plannedRetirements(registry.db),
        ]);
        const leaving = new Map(planned.map(({ subgraph, day }) => [subgraph, day]));
        const published = new Map(graph?.subgraphs.map((one) => [one.name, one]));
        return {
          graph: graph?.number ?? null,
          contracts: graph?.contracts ?? [],
          subgraphs: registered.map(({ name, prefix, owner, contact }) => {
            const {
              url = null,
              publication = null,
              publishedAt = null,
              policies = {},
              sdl: text = null,
            } = published.get(name) ?? {};
            const leaves = leaving.get(name) ?? null;
            return {
              name,
              prefix,
              owner,
              contact,
              url,
              policies,
              publication,
              publishedAt,
              leaves,
              ...(sdl && { sdl: text }),
            };
          }),
        };
      });
    },
  );

  app.get('/registry/log', { errorHandler: refuseRegistryRequest, schema: { querystring: BODIES.log } }, (request) => {
    const { first = 20, audit = false } = request.query as { first?: number; audit?: boolean };
    const asked: Asked = {
      scope: audit ? 'operate' : 'read',
      agency: null,
      action: audit ? 'read audit log' : 'log',
    };
    return allowed(registry, request, asked, async () =>
      audit ? { audit: await auditLog(registry.db, first) } : { graphs: await servedGraphs(registry.db, first) },
    );
  });

  app.get(
    '/registry/usage',
    { errorHandler: refuseRegistryRequest, schema: { querystring: BODIES.usage } },
    (request) => {
      const { of } = request.query as { of: string };
      return allowed(registry, request, { scope: 'read', agency: null, action: `usage of ${of}` }, async () => ({
        days: USED_WITHIN_DAYS,
        clients: await usageOf(registry.db, of),
      }));
    },
  );
}
