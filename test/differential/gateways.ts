import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { createGateway } from '../../gateway/gateway.ts';
import { addRoutes, createApp } from '../../gateway/http/app.ts';
import { readAnswer } from '../../gateway/reach/read-answer.ts';
import type { Reach } from '../../gateway/reach/subgraph-answer.ts';
import type { GatewaySettings } from '../../gateway/settings.ts';
import { fixedSupergraph } from '../../gateway/supergraph-source.ts';
import type { LocalSubgraph } from './world.ts';

export interface Answer {
  readonly data?: any;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: any;
}

export interface RunningGateway {
  readonly ask: (query: string, variables: Readonly<Record<string, unknown>>) => Promise<Answer>;
  readonly stop: () => Promise<void>;
  /** What was logged since it was last taken. */
  readonly takeLog?: () => readonly string[];
}

export interface StockGateway extends RunningGateway {
  /** The schema that clients see. */
  readonly apiSchema: GraphQLSchema;
}

/** This project's gateway, asked over HTTP as clients do. */
export async function startOurs(
  supergraph: string,
  reach: (name: string) => Reach,
  settings: Partial<GatewaySettings> = {},
): Promise<RunningGateway> {
  const logged: string[] = [];
  const write = (details: object, message: string) => {
    logged.push(`${message} ${inspect(details, { depth: 4 })}`);
  };
  const log = { info: () => {}, warn: write, error: write };
  const app = createApp({ logLevel: 'silent', corsOrigins: [] });
  addRoutes(
    app,
    await createGateway({
      supergraph: fixedSupergraph(supergraph),
      reach,
      settings: { costLimit: 0, ...settings },
      log,
    }),
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
  return {
    ask: async (query, variables) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      try {
        return JSON.parse(text) as Answer;
      } catch (error) {
        throw new Error(`The gateway answered with status ${response.status} and no JSON: ${text}`, { cause: error });
      }
    },
    stop: () => app.close(),
    takeLog: () => logged.splice(0),
  };
}

/** `LocalSubgraph` as this project's gateway reaches one over HTTP: what it answers is text, which is read. */
export const reachOf =
  (subgraph: LocalSubgraph): Reach =>
  async (request) => {
    const text = JSON.stringify(await subgraph(request.query, request.variables));
    return readAnswer('subgraph', { status: 200, headers: {}, text, bytes: text.length }, request);
  };

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Apollo's gateway as it comes, in Apollo's server as it comes. */
export async function startStock(supergraph: string, subgraph: (name: string) => LocalSubgraph): Promise<StockGateway> {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  let apiSchema: GraphQLSchema | undefined;
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph,
    logger: quiet,
    buildService: ({ name }) => ({
      // Apollo's types speak of thrown errors; what it reads are message, path and extensions.
      process: async ({ request }) => subgraph(name)(request.query!, request.variables ?? {}),
    }),
  });
  gateway.onSchemaLoadOrUpdate((loaded) => void (apiSchema = loaded.apiSchema));
  const server = new ApolloServer({
    gateway,
    introspection: true,
    logger: quiet,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
    ],
  });
  await server.start();
  return {
    apiSchema: apiSchema!,
    ask: async (query, variables) => {
      const { body } = await server.executeOperation({ query, variables });
      if (body.kind !== 'single') throw new Error('Apollo answered in parts.');
      return JSON.parse(JSON.stringify(body.singleResult)) as Answer;
    },
    stop: () => server.stop(),
  };
}
