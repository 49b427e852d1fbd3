import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { createGateway } from '../gateway/gateway.ts';
import { addRoutes, createApp } from '../gateway/http/app.ts';
import { inProcess } from '../gateway/reach/in-process.ts';
import type { Reach } from '../gateway/reach/subgraph-answer.ts';
import { supergraphFile } from '../gateway/supergraph-source.ts';
import { requireSupported } from '../gateway/supported-supergraph.ts';
import { askGraph } from './support/use-graph.ts';

const LINK = (imports: string, version = 'v2.9') =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/${version}", import: [${imports}])`;
const books = `${LINK('"@key"')}
  type Book @key(fields: "isbn") { isbn: ID! title: String }
  type Query { books: [Book!]! }
  type Mutation { add(title: String!): Book }`;
const reviews = `${LINK('"@key"')}
  type Book @key(fields: "isbn") { isbn: ID! stars: Int }`;

const compose = (subgraphs: Record<string, string>) => {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: `http://127.0.0.1:9/${name}`, typeDefs: parse(sdl) })),
  );
  if (!supergraphSdl) throw new Error(errors?.map((error) => error.message).join('\n'));
  return supergraphSdl;
};

describe('a gateway over somebody else’s supergraph', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lien-thong-supergraph-'));
  const file = join(folder, 'supergraph.graphql');
  const logged: string[] = [];
  const log = {
    info: (_: object, text: string) => logged.push(text),
    warn: () => {},
    error: (_: object, text: string) => logged.push(text),
  };
  const added: string[] = [];
  const resolvers: Record<string, object> = {
    books: {
      Query: {
        books: () => [
          { isbn: '1', title: 'One' },
          { isbn: '2', title: 'Two' },
        ],
      },
      Mutation: { add: (_: unknown, { title }: { title: string }) => (added.push(title), { isbn: '3', title }) },
    },
    reviews: { Book: { __resolveReference: ({ isbn }: { isbn: string }) => ({ isbn, stars: Number(isbn) }) } },
  };
  const servers: ApolloServer[] = [];
  let app: FastifyInstance;
  const ask = (query: string) => askGraph(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, query);
  /** Replaces the file in one step, as a careful publisher does. */
  const publish = (sdl: string) => {
    writeFileSync(`${file}.new`, sdl);
    renameSync(`${file}.new`, file);
  };
  const until = async (done: () => boolean | Promise<boolean>) => {
    const deadline = Date.now() + 5_000;
    while (!(await done())) {
      if (Date.now() > deadline) throw new Error('It did not come about within five seconds.');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  beforeAll(async () => {
    publish(compose({ books, reviews }));
    const reaches = new Map<string, Reach>();
    for (const [name, sdl] of Object.entries({ books, reviews })) {
      const server = new ApolloServer({
        plugins: [ApolloServerPluginInlineTraceDisabled()],
        schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers[name] as never }]),
      });
      await server.start();
      servers.push(server);
      reaches.set(
        name,
        inProcess(name, server, () => ({})),
      );
    }
    app = createApp({ logLevel: 'silent', corsOrigins: [] });
    addRoutes(
      app,
      await createGateway({ supergraph: supergraphFile(file, log), reach: (name) => reaches.get(name)!, log }),
    );
    await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await app.close();
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true });
  });

  it('serves it, mutations too', async () => {
    expect((await ask('{ books { title stars } }')).data).toEqual({
      books: [
        { title: 'One', stars: 1 },
        { title: 'Two', stars: 2 },
      ],
    });
    expect((await ask('mutation { a: add(title: "x") { isbn stars } b: add(title: "y") { title } }')).data).toEqual({
      a: { isbn: '3', stars: 3 },
      b: { title: 'y' },
    });
    expect(added).toEqual(['x', 'y']);
  });

  it('follows its file when it changes, and keeps the one before when the new one cannot be served', async () => {
    publish(compose({ books }));
    await until(async () => (await ask('{ books { stars } }')).status === 400);
    expect((await ask('{ books { title } }')).status).toBe(200);
    logged.length = 0;
    publish('type Query { nonsense');
    await until(() => logged.includes('The changed supergraph cannot be served: the one before goes on.'));
    expect((await ask('{ books { title } }')).status).toBe(200);
    publish(compose({ books, reviews }));
    await until(async () => (await ask('{ books { stars } }')).status === 200);
  });
});

describe('a supergraph that asks for what the gateway does not do', () => {
  const one = (sdl: string, imports: string, version = 'v2.9') => compose({ one: `${LINK(imports, version)}\n${sdl}` });

  it.each<[string, () => string]>([
    ['@authenticated', () => one('type Query { a: Int @authenticated }', '"@authenticated"')],
    ['@requiresScopes', () => one('type Query { a: Int @requiresScopes(scopes: [["x"]]) }', '"@requiresScopes"')],
    ['@policy', () => one('type Query { a: Int @policy(policies: [["x"]]) }', '"@policy"')],
    [
      '@context',
      () =>
        one(
          'type Query { t: T } type T @key(fields: "id") @context(name: "c") { id: ID! p: String! u: U } type U @key(fields: "id") { id: ID! f(a: String @fromContext(field: "$c { p }")): Int }',
          '"@key", "@context", "@fromContext"',
        ),
    ],
    ['@cacheTag', () => one('type Query { a: Int @cacheTag(format: "a") }', '"@cacheTag"', 'v2.12')],
    [
      '@override(label: "percent(50)") on the field title',
      () =>
        compose({
          books,
          copy: `${LINK('"@key", "@override"')}\ntype Book @key(fields: "isbn") { isbn: ID! title: String @override(from: "books", label: "percent(50)") }`,
        }),
    ],
  ])('is refused by name: %s', (name, sdl) => {
    expect(() => requireSupported(sdl())).toThrow(name);
  });

  it('is served when it only tags, hides, or estimates cost', () => {
    const sdl = one(
      'type Query { a: Int @tag(name: "x") b: Int @inaccessible c: [Int] @cost(weight: 3) @listSize(assumedSize: 2) }',
      '"@tag", "@inaccessible", "@cost", "@listSize"',
    );
    expect(() => requireSupported(sdl)).not.toThrow();
  });
});
