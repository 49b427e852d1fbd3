import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RegistryClient, RegistryRefusal } from '../../../schema/agency/registry-client.ts';
import type { CheckReport } from '../../../schema/registry/check/check-graph.ts';
import type { Published } from '../../../schema/registry/publication/changing.ts';
import { REGISTRY_ERRORS, type RegistryErrorCode } from '../../../schema/registry/publication/registry-error.ts';
import { handOn } from '../../kit/hand-on.ts';
import { DEFINITION_SCHEMA } from '../check-definition.ts';
import type { SheetDefinition } from '../definition.ts';
import { LARGEST_SHEET } from '../read-sheet.ts';
import { SheetError } from '../sheet-error.ts';
import type { SheetHost } from './sheet-host.ts';

/** Base64 takes four bytes for three. */
const BODY_LIMIT = Math.ceil((LARGEST_SHEET * 4) / 3) + 512 * 1024;
const UPLOAD = {
  type: 'object',
  required: ['definition', 'fileName', 'content'],
  additionalProperties: false,
  properties: {
    definition: DEFINITION_SCHEMA,
    fileName: { type: 'string', maxLength: 200, pattern: '\\.(csv|xlsx)$' },
    content: { type: 'string', maxLength: BODY_LIMIT },
  },
} as const;

export interface SheetRoutes {
  readonly host: SheetHost;
  /** Address of the registry, which knows who may publish. */
  readonly registryUrl: () => string;
  /** Address of this server, as gateways reach it. */
  readonly ownUrl: () => string;
}

/** Takes sheets at `/sheets` with an agency's token, and serves each agency at `/sheets/NAME/graphql`. */
export function serveSheets(app: FastifyInstance, { host, registryUrl, ownUrl }: SheetRoutes): void {
  const take = async (request: FastifyRequest, isPublished: boolean) => {
    const { definition, fileName, content } = request.body as {
      definition: SheetDefinition;
      fileName: string;
      content: string;
    };
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const registry = new RegistryClient(registryUrl(), token);
    const { name } = definition;
    // Nothing of what is sent is read for whoever may not.
    await registry.get(`may?agency=${encodeURIComponent(name)}&scope=${isPublished ? 'publish' : 'check'}`);
    const read = await host.read({ definition, fileName, content: Buffer.from(content, 'base64') });
    try {
      const subgraph = { name, sdl: read.subgraph.sdl, url: `${ownUrl()}/sheets/${name}/graphql` };
      // Nothing has been written by then.
      const report = await registry.post<Pick<CheckReport, 'faults' | 'changes'>>('check', subgraph);
      const figures = read.cells.size;
      if (!isPublished || report.faults.length > 0) return { ...report, figures };
      const published = await host.publish(read, () => registry.post<Published>('publish', subgraph));
      return { faults: [], ...published, figures };
    } finally {
      read.discard();
    }
  };
  const options = { errorHandler: refuseSheet, bodyLimit: BODY_LIMIT, schema: { body: UPLOAD } };
  app.post('/sheets/check', options, (request) => take(request, false));
  app.post('/sheets/publish', options, (request) => take(request, true));

  handOn(app, {
    path: '/sheets',
    find: (name) => host.find(name) ?? null,
    missing: (name) => ({ error: `No sheet of "${name}" is served here.` }),
  });
}

function refuseSheet(error: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = error instanceof RegistryRefusal ? error : null;
  if (refusal)
    return void reply
      .code(REGISTRY_ERRORS[refusal.code as RegistryErrorCode] ?? 422)
      .send({ error: { code: refusal.code, message: refusal.message }, ...refusal.report });
  if (error instanceof SheetError)
    return void reply.code(422).send({ error: { code: 'SHEET', message: error.message } });
  if ((error.statusCode ?? 500) < 500)
    return void reply.code(error.statusCode!).send({ error: { code: 'BAD_REQUEST', message: error.message } });
  request.log.error({ err: error }, 'A sheet could not be taken.');
  void reply.code(500).send({
    error: { code: 'INTERNAL_SERVER_ERROR', message: 'The sheet could not be taken; what was served before goes on.' },
  });
}
