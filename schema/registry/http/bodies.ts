import { LARGEST_SDL } from '../check/check-graph.ts';

const name = { type: 'string', maxLength: 63 };
const sdl = { type: 'string', maxLength: LARGEST_SDL };
const url = { type: 'string', maxLength: 2_000 };
const tags = { type: 'array', maxItems: 20, items: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9-]{0,39}$' } };
const object = (properties: object, required: readonly string[]) =>
  ({ type: 'object', properties, required, additionalProperties: false }) as const;

const policies = object(
  {
    timeoutMs: { type: 'integer', minimum: 100, maximum: 60_000 },
    concurrency: { type: 'integer', minimum: 1, maximum: 1_000 },
  },
  [],
);

/** JSON schemas of what is sent; anything else is refused by name. */
export const BODIES = {
  subgraph: object({ name, sdl, url, policies }, ['name', 'sdl', 'url']),
  may: object({ agency: name, scope: { enum: ['check', 'publish'] } }, ['agency', 'scope']),
  retire: object({ name, force: { type: 'string', format: 'date' } }, ['name']),
  rollback: object({ graph: { type: 'integer', minimum: 1 } }, ['graph']),
  subgraphs: object({ sdl: { type: 'boolean' } }, []),
  log: object({ first: { type: 'integer', minimum: 1, maximum: 500 }, audit: { type: 'boolean' } }, []),
  changelog: object({ first: { type: 'integer', minimum: 1, maximum: 500 } }, []),
  contract: object({ name: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,39}$' }, exclude: tags, include: tags }, [
    'name',
    'exclude',
    'include',
  ]),
  usage: object({ of: { type: 'string', minLength: 1, maxLength: 300 } }, ['of']),
  agency: object(
    {
      name,
      prefix: { type: ['string', 'null'], maxLength: 10 },
      owner: { type: 'string', minLength: 1, maxLength: 300 },
      contact: { type: 'string', minLength: 1, maxLength: 300 },
      grantedFields: {
        type: 'array',
        maxItems: 50,
        items: { type: 'string', pattern: '^(Query|Mutation)\\.[A-Za-z_]\\w*$' },
      },
    },
    ['name', 'prefix', 'owner', 'contact', 'grantedFields'],
  ),
  token: object(
    {
      agency: name,
      scopes: { type: 'array', minItems: 1, items: { enum: ['check', 'publish', 'retire', 'read'] } },
      days: { type: 'integer', minimum: 1, maximum: 366 },
      note: { type: 'string', maxLength: 300 },
    },
    ['agency', 'scopes', 'days', 'note'],
  ),
  tokenNumber: object({ number: { type: 'integer', minimum: 1 } }, ['number']),
};
