import fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from '../publication/registry.ts';
import { serveRegistry } from './serve-registry.ts';

/** The registry as a server of its own, with `/health`. */
export function registryApp(registry: Registry, logLevel: string): FastifyInstance {
  const app = fastify({
    logger: { level: logLevel, name: 'registry', redact: ['req.headers.authorization'] },
    forceCloseConnections: 'idle',
  });
  serveRegistry(app, registry);
  app.get('/health', async () => ({ status: 'ok' }));
  return app;
}
