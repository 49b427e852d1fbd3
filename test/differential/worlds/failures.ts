import { GraphQLError } from 'graphql';
import { link, type World } from '../world.ts';

interface Thing {
  readonly id: string;
  readonly a?: string | null;
  readonly aStrict?: string;
}
const IDS = ['ok', 'other', 'missing', 'throws', 'refuses', 'nulls', 'deny'];
const refusal = (code: string) => new GraphQLError(`Refused with ${code}.`, { extensions: { code } });
const thing = (id: string) => (id === 'none' ? null : { id });

/** How the second subgraph resolves a thing depends on its name. */
function reference(one: Thing): Thing | null {
  if (one.id === 'missing') return null;
  if (one.id === 'throws') throw new Error('The reference fails.');
  if (one.id === 'refuses') throw refusal('BAD_USER_INPUT');
  return one;
}
const unlessNulls =
  <Value>(value: Value) =>
  ({ id }: Thing) =>
    id === 'nulls' ? null : value;

/** Nulls where the schema forbids them, entities that are not found, resolvers that throw: what becomes null, and up to where. */
export const failures: World = {
  name: 'failures',
  pools: { id: [...IDS, 'none'], ids: [...IDS, 'none'], how: ['throw', 'refuse', 'deny', 'null', 'ok'] },
  subgraphs: {
    base: {
      sdl: `${link('@key')}
        type Query { thing(id: ID!): Thing strictThing(id: ID!): Thing! things(ids: [ID!]!): [Thing] full(ids: [ID!]!): [Thing!]
          strict(ids: [ID!]!): [Thing!]! rows(ids: [ID!]!): [[Thing!]]! fail(how: String!): String failStrict(how: String!): String! sub: Sub }
        type Thing @key(fields: "id") { id: ID! next: Thing must: Thing! list: [Thing!] nested: [[Thing!]!] fails: [Int!] }
        type Sub @key(fields: "n") { n: Int! }`,
      resolvers: {
        Query: {
          thing: (_: unknown, { id }: Thing) => thing(id),
          strictThing: (_: unknown, { id }: Thing) => thing(id),
          ...Object.fromEntries(
            ['things', 'full', 'strict'].map((name) => [
              name,
              (_: unknown, { ids }: { ids: string[] }) => ids.map(thing),
            ]),
          ),
          rows: (_: unknown, { ids }: { ids: string[] }) => [ids.map(thing), null, [thing('ok')]],
          fail: (_: unknown, { how }: { how: string }) => failing(how),
          failStrict: (_: unknown, { how }: { how: string }) => failing(how),
          sub: () => ({ n: 1 }),
        },
        Thing: {
          next: ({ id }: Thing) => thing(IDS[IDS.indexOf(id) + 1] ?? 'none'),
          must: ({ id }: Thing) => thing(id === 'nulls' ? 'none' : 'missing'),
          list: ({ id }: Thing) => (id === 'ok' ? ['other', 'missing', 'ok'].map(thing) : [thing(id)]),
          nested: ({ id }: Thing) => [[thing(id)], [], [thing('ok'), thing('throws')]],
          fails: ({ id }: Thing) => [1, id === 'deny' ? new Error('Third') : 2],
        },
      },
    },
    extra: {
      sdl: `${link('@key', '@shareable')}
        type Thing @key(fields: "id") { id: ID! a: String aStrict: String! denied: Int deniedStrict: Int! sub: Sub subStrict: Sub! subs: [Sub!] }
        type Sub @key(fields: "n") { n: Int! x: Int! y: Int list: [Int!]! }`,
      resolvers: {
        Thing: {
          __resolveReference: reference,
          a: unlessNulls('a'),
          aStrict: unlessNulls('strict'),
          denied: ({ id }: Thing) => (id === 'deny' ? refusal('FORBIDDEN') : 1),
          deniedStrict: ({ id }: Thing) => (id === 'deny' ? refusal('BAD_USER_INPUT') : 1),
          sub: unlessNulls({ n: 1, x: 1, y: null, list: [] }),
          subStrict: unlessNulls({ n: 2, x: null, y: 1, list: [1] }),
          subs: ({ id }: Thing) => [{ n: 3, x: id === 'other' ? null : 3, list: [1, id === 'deny' ? null : 2] }],
        },
        Sub: { __resolveReference: ({ n }: { n: number }) => ({ n, x: n, y: -n, list: [n, n] }) },
      },
    },
    more: {
      sdl: `${link('@key', '@external', '@requires')}
        type Thing @key(fields: "id") { id: ID! a: String @external aStrict: String! @external
          fromA: String @requires(fields: "a") fromStrict: String! @requires(fields: "aStrict") again: Thing again2: [Thing!] }
        type Sub @key(fields: "n") { n: Int! z: String! thing: Thing! }`,
      resolvers: {
        Thing: {
          __resolveReference: (one: Thing) => one,
          fromA: ({ a }: Thing) => `from ${a}`,
          fromStrict: ({ aStrict }: Thing) => aStrict,
          again: ({ id }: Thing) => ({ id }),
          again2: ({ id }: Thing) => [{ id }, { id: 'ok' }],
        },
        Sub: {
          __resolveReference: ({ n }: { n: number }) => (n === 2 ? null : { n }),
          z: ({ n }: { n: number }) => (n === 3 ? null : `z${n}`),
          thing: ({ n }: { n: number }) => ({ id: n === 1 ? 'ok' : 'nulls' }),
        },
      },
    },
  },
};

function failing(how: string): string | null {
  if (how === 'throw') throw new Error('It fails.');
  if (how === 'refuse') throw refusal('BAD_USER_INPUT');
  if (how === 'deny') throw refusal('FORBIDDEN');
  return how === 'null' ? null : how;
}
