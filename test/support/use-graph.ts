import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { createGateway } from '../../gateway/gateway.ts';
import { addRoutes, createApp } from '../../gateway/http/app.ts';
import { overHttp } from '../../gateway/reach/over-http.ts';
import { serveSubgraphsInProcess, type OwnSubgraphs } from '../../gateway/reach/own-subgraphs.ts';
import type { Reach, SubgraphAnswer, SubgraphRequest } from '../../gateway/reach/subgraph-answer.ts';
import { fixedSupergraph } from '../../gateway/supergraph-source.ts';
import { useDatabase, type TestDatabase } from './use-database.ts';

export const SUPERGRAPH = readFileSync(join(import.meta.dirname, '../../schema/supergraph.graphql'), 'utf8');

export interface Answer {
  readonly status: number;
  readonly data?: any;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: any;
}

export interface TestGraph {
  readonly database: TestDatabase;
  /** Address of the gateway, without a path. */
  readonly url: () => string;
  /** Asks the running gateway over HTTP. */
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  /** Names of the subgraphs that the gateway asked, once for each time. */
  readonly asked: readonly string[];
  /** Methods of the HTTP requests that the gateway received. */
  readonly received: readonly string[];
}

export interface GraphOptions {
  /** A function where they are only known once the servers before this one listen. */
  readonly corsOrigins?: readonly string[] | (() => readonly string[]);
  /** Reaches some subgraphs otherwise than in this process. */
  readonly reach?: ReadonlyMap<string, Reach>;
  /** Another supergraph than the one that is committed. */
  readonly supergraph?: string;
  /** Called before each request to a subgraph, which waits for it. */
  readonly onAsk?: (name: string) => Promise<void> | void;
  /** Changes what a subgraph answered before the gateway has it. */
  readonly onAnswer?: (name: string, answer: SubgraphAnswer, request: SubgraphRequest) => SubgraphAnswer;
}

/** The whole graph on a database of its own, behind a real HTTP server. */
export function useGraph({
  corsOrigins = [],
  reach = new Map(),
  supergraph = SUPERGRAPH,
  onAsk = () => {},
  onAnswer = (_name, answer) => answer,
}: GraphOptions = {}): TestGraph {
  const database = useDatabase();
  let app: FastifyInstance;
  let own: OwnSubgraphs;
  const asked: string[] = [];
  const received: string[] = [];
  const counted =
    (name: string, answer: Reach): Reach =>
    async (request) => {
      asked.push(name);
      await onAsk(name);
      return onAnswer(name, await answer(request), request);
    };
  const url = () => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;

  beforeAll(async () => {
    const origins = typeof corsOrigins === 'function' ? corsOrigins() : corsOrigins;
    app = createApp({ logLevel: 'silent', corsOrigins: origins });
    own = await serveSubgraphsInProcess('all', database.environment, app.log);
    const gateway = await createGateway({
      supergraph: fixedSupergraph(supergraph),
      reach: (name, routingUrl) =>
        counted(name, reach.get(name) ?? own.reach.get(name) ?? overHttp(name, routingUrl, 5_000)),
      hosts: own.hosts,
      log: app.log,
    });
    addRoutes(app, gateway);
    app.server.on('request', ({ method }) => received.push(method!));
    await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await app.close();
    await own.stop();
  });
  return { database, url, asked, received, ask: (query, variables) => askGraph(url(), query, variables) };
}

/** Asks a gateway as a client does, by POST with JSON. */
export async function askGraph(
  url: string,
  query: string,
  variables?: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}
