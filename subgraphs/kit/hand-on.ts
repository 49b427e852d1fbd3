import type { FastifyInstance } from 'fastify';

export interface HandedOn {
  /** Below it stands the name: `/sheets` for `/sheets/NAME/graphql`. */
  readonly path: string;
  /** The server of a name, which has no address of its own; null: there is none. */
  readonly find: (name: string) => FastifyInstance | null | Promise<FastifyInstance | null>;
  /** What is answered, with 404, for a name of none. */
  readonly missing: (name: string) => object;
}

/** Hands every request for a name on to its server, which sees it as if it had come there. */
export function handOn(app: FastifyInstance, { path, find, missing }: HandedOn): void {
  void app.register(async (handed) => {
    // The other server reads the body.
    handed.removeAllContentTypeParsers();
    handed.addContentTypeParser('*', (_request, _payload, done) => done(null));
    handed.all<{ Params: { name: string } }>(`${path}/:name/*`, async (request, reply) => {
      const { name } = request.params;
      const server = await find(name);
      if (!server) return reply.code(404).send(missing(name));
      void reply.hijack();
      // As it was sent: a name may stand there with escapes.
      request.raw.url = request.raw.url!.slice(request.raw.url!.indexOf('/', path.length + 1));
      server.routing(request.raw, reply.raw);
      return undefined;
    });
  });
}
