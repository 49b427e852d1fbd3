import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Feed } from 'feed';
import { changelog, type ChangelogEntry } from '../publication/changelog.ts';
import type { Registry } from '../publication/registry.ts';
import { BODIES } from './bodies.ts';
import { refuseRegistryRequest } from './registry-errors.ts';

const TITLE = 'Liên thông: changes of the graph';

/** Serves what changed in the public schema to anyone, at `/changelog` as JSON and at `/changelog.atom` as a feed. */
export function serveChangelog(app: FastifyInstance, { db }: Registry): void {
  const options = { errorHandler: refuseRegistryRequest, schema: { querystring: BODIES.changelog } };
  const read = (request: FastifyRequest, reply: FastifyReply) => {
    void reply.header('cache-control', 'max-age=60');
    return changelog(db, (request.query as { first?: number }).first ?? 50);
  };
  app.get('/changelog', options, async (request, reply) => ({ entries: await read(request, reply) }));
  app.get('/changelog.atom', options, async (request, reply) => {
    const entries = await read(request, reply);
    void reply.type('application/atom+xml; charset=utf-8');
    return toFeed(entries, `${request.protocol}://${request.host}/changelog`).atom1();
  });
}

function toFeed(entries: readonly ChangelogEntry[], address: string): Feed {
  const feed = new Feed({
    id: address,
    link: address,
    title: TITLE,
    updated: new Date(entries[0]?.at ?? 0),
    feedLinks: { atom: `${address}.atom` },
    copyright: '',
  });
  for (const { graph, at, cause, by, changes } of entries)
    feed.addItem({
      id: `${address}#${graph}`,
      link: `${address}#${graph}`,
      title: `Graph ${graph}: ${cause} of ${by.map(({ name }) => name).join(', ')}`,
      date: new Date(at),
      author: by.map(({ owner, name }) => ({ name: owner || name })),
      content: `<ul>${changes.map(({ kind, message, until }) => `<li>${escaped(`${kind}: ${message}${until ? ` (until ${until})` : ''}`)}</li>`).join('')}</ul>`,
    });
  return feed;
}

/** A text as HTML: messages quote what agencies wrote. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
