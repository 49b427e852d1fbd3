import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';

/** The page may run its own scripts and ask this gateway; the browser refuses every other address. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The query that GraphiQL opens on, which README and `npm start` print too. */
export const FIRST_QUERY = readFileSync(join(import.meta.dirname, 'first-query.graphql'), 'utf8');

/** Serves GraphiQL at `/`, from this machine alone. */
export function serveGraphiql(app: FastifyInstance): void {
  let page: Promise<{ html: string; zipped: Buffer; tag: string }> | undefined;
  app.get('/', async (request, reply) => {
    page ??= renderPage();
    const { html, zipped, tag } = await page;
    reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
      vary: 'accept-encoding',
      etag: tag,
    });
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(html);
    return reply.header('content-encoding', 'gzip').send(zipped);
  });
}

/** Rendered and packed once, with the first visit: it is nine megabytes. Its questions go to `graphql` beside it, also below `/contracts/NAME/`. */
async function renderPage() {
  const html = renderGraphiQL({ title: 'Liên thông', endpoint: 'graphql', defaultQuery: FIRST_QUERY });
  const tag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  return { html, zipped: await promisify(gzip)(html), tag };
}
