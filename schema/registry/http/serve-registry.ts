import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Contract } from '../../contracts/contract.ts';
import { audited } from '../access/audit.ts';
import { authorize } from '../access/authorize.ts';
import { createToken, listTokens, revokeToken, type Scope, type TokenHolder } from '../access/tokens.ts';
import { LARGEST_SDL } from '../check/check-graph.ts';
import { agencies, registerAgency, type RegisteredAgency } from '../publication/agencies.ts';
import { currentGraph } from '../publication/current-graph.ts';
import { auditLog, servedGraphs } from '../publication/history.ts';
import { usageOf } from '../publication/usage.ts';
import { USED_WITHIN_DAYS } from '../publication/used-operations.ts';
import { plannedRetirements } from '../publication/planned-retirements.ts';
import type { Publication, Registry } from '../publication/registry.ts';
import { BODIES } from './bodies.ts';
import { serveChangelog } from './serve-changelog.ts';
import { refuseRegistryRequest } from './registry-errors.ts';

/** JSON escapes may make an SDL twice as long. */
const BODY_LIMIT = 2 * LARGEST_SDL + 64 * 1024;

interface Allowed {
  readonly scope: Scope;
  /** The agency that it concerns; null: none. */
  readonly agency: string | null;
  readonly action: string;
}

/** Serves the registry at `/registry`: every route takes and gives JSON, and needs a token. */
export function serveRegistry(app: FastifyInstance, registry: Registry): void {
  const { db } = registry;
  const errorHandler = refuseRegistryRequest;

  /** Does what a token allows, and logs it. */
  const allowed = <Result>(
    request: FastifyRequest,
    { scope, agency, action }: Allowed,
    work: (holder: TokenHolder) => Promise<Result>,
  ) =>
    audited(db, { action, subgraph: agency }, async (by) => {
      const holder = await authorize(db, request.headers.authorization, scope, agency);
      by(holder.token);
      return work(holder);
    });

  serveChangelog(app, registry);

  app.post('/registry/check', { errorHandler, bodyLimit: BODY_LIMIT, schema: { body: BODIES.subgraph } }, (request) => {
    const subgraph = request.body as Publication;
    return allowed(request, { scope: 'check', agency: subgraph.name, action: 'check' }, async () => {
      const { faults, changes } = await registry.check(subgraph);
      return { faults, changes };
    });
  });

  app.post(
    '/registry/publish',
    { errorHandler, bodyLimit: BODY_LIMIT, schema: { body: BODIES.subgraph } },
    (request) => {
      const subgraph = request.body as Publication;
      return allowed(request, { scope: 'publish', agency: subgraph.name, action: 'publish' }, ({ token }) =>
        registry.publish(subgraph, token),
      );
    },
  );

  app.post('/registry/retire', { errorHandler, schema: { body: BODIES.retire } }, (request) => {
    const { name, force = null } = request.body as { name: string; force?: string };
    return allowed(request, { scope: 'retire', agency: name, action: 'retire' }, ({ token }) =>
      registry.retire(name, force, token),
    );
  });

  app.post('/registry/rollback', { errorHandler, schema: { body: BODIES.rollback } }, (request) => {
    const { graph } = request.body as { graph: number };
    return allowed(request, { scope: 'operate', agency: null, action: `rollback ${graph}` }, () =>
      registry.rollback(graph),
    );
  });

  app.post('/registry/contracts', { errorHandler, schema: { body: BODIES.contract } }, (request) => {
    const contract = request.body as Contract;
    return allowed(request, { scope: 'operate', agency: null, action: `contract ${contract.name}` }, () =>
      registry.contract(contract),
    );
  });

  app.get('/registry/subgraphs', { errorHandler, schema: { querystring: BODIES.subgraphs } }, (request) => {
    const { sdl = false } = request.query as { sdl?: boolean };
    return allowed(request, { scope: 'read', agency: null, action: 'list' }, async () => {
      const [graph, registered, planned] = await Promise.all([currentGraph(db), agencies(db), plannedRetirements(db)]);
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
  });

  app.get('/registry/log', { errorHandler, schema: { querystring: BODIES.log } }, (request) => {
    const { first = 20, audit = false } = request.query as { first?: number; audit?: boolean };
    const asked: Allowed = {
      scope: audit ? 'operate' : 'read',
      agency: null,
      action: audit ? 'read audit log' : 'log',
    };
    return allowed(request, asked, async () =>
      audit ? { audit: await auditLog(db, first) } : { graphs: await servedGraphs(db, first) },
    );
  });

  app.get('/registry/usage', { errorHandler, schema: { querystring: BODIES.usage } }, (request) => {
    const { of } = request.query as { of: string };
    return allowed(request, { scope: 'read', agency: null, action: `usage of ${of}` }, async () => ({
      days: USED_WITHIN_DAYS,
      clients: await usageOf(db, of),
    }));
  });

  app.post('/registry/agencies', { errorHandler, schema: { body: BODIES.agency } }, (request) => {
    const agency = request.body as RegisteredAgency;
    return allowed(request, { scope: 'operate', agency: null, action: `register ${agency.name}` }, async () => {
      await registerAgency(db, agency);
      return { registered: agency.name };
    });
  });

  app.get('/registry/tokens', { errorHandler }, (request) =>
    allowed(request, { scope: 'operate', agency: null, action: 'list tokens' }, async () => ({
      tokens: await listTokens(db),
    })),
  );

  app.post('/registry/tokens', { errorHandler, schema: { body: BODIES.token } }, (request) => {
    const { agency, scopes, days, note } = request.body as {
      agency: string;
      scopes: Scope[];
      days: number;
      note: string;
    };
    return allowed(request, { scope: 'operate', agency: null, action: `create token for ${agency}` }, () =>
      createToken(db, { agency, scopes, days, note }),
    );
  });

  app.delete('/registry/tokens/:number', { errorHandler, schema: { params: BODIES.tokenNumber } }, (request) => {
    const { number } = request.params as { number: number };
    return allowed(request, { scope: 'operate', agency: null, action: `revoke token ${number}` }, async () => {
      await revokeToken(db, number);
      return { revoked: number };
    });
  });
}
