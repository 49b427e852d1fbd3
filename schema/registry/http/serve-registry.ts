import type { FastifyInstance } from 'fastify';
import type { Registry } from '../publication/registry.ts';
import { agencyRoutes } from './agency-routes.ts';
import { operatorRoutes } from './operator-routes.ts';
import { readingRoutes } from './reading-routes.ts';
import { serveChangelog } from './serve-changelog.ts';

/** Serves the registry at `/registry`: every route takes and gives JSON, and needs a token. The changelog is for anyone. */
export function serveRegistry(app: FastifyInstance, registry: Registry): void {
  serveChangelog(app, registry);
  agencyRoutes(app, registry);
  readingRoutes(app, registry);
  operatorRoutes(app, registry);
}
