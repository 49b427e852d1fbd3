import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { ErrorLog } from '../subgraphs/kit/server.ts';
import { catalogueOf } from './catalogue/catalogue.ts';
import type { GatewayContext } from './context.ts';
import { toClientError } from './errors.ts';
import { LIMITS, limitRules } from './limits.ts';
import { Engine } from './engine/engine.ts';
import type { ServedGraph } from './engine/served-graph.ts';
import { askSubgraphs, type FailureLog } from './reach/ask.ts';
import type { Reach } from './reach/subgraph-answer.ts';
import { refuseUnservedOperations } from './refusals.ts';
import type { SupergraphSource } from './supergraph-source.ts';
import { CATALOGUE_URL } from '../schema/routing.ts';

export interface GatewayOptions {
  readonly supergraph: SupergraphSource;
  /** How to reach the subgraph with this name and routing URL. */
  readonly reach: (name: string, url: string) => Reach;
  readonly log: GatewayLog;
}

export type GatewayLog = ErrorLog & FailureLog;

export interface Gateway {
  readonly server: ApolloServer<GatewayContext>;
  /** The subgraphs of the supergraph that is served now, with how they are reached. */
  readonly subgraphs: () => ReadonlyMap<string, Reach>;
  /** The agencies among them. */
  readonly agencies: () => ReadonlySet<string>;
}

/**
 * The public GraphQL server over a supergraph. It starts with no subgraph up, and follows the supergraph when it changes; one that
 * cannot be served is logged and the one before goes on.
 */
export async function createGateway({ supergraph, reach, log }: GatewayOptions): Promise<Gateway> {
  const connections = new Map<string, Reach>();
  const reaches = new WeakMap<ServedGraph, ReadonlyMap<string, Reach>>();
  const reachesOf = (graph: ServedGraph): ReadonlyMap<string, Reach> => {
    const own = new Map<string, Reach>();
    for (const { name, url } of graph.subgraphs) {
      const key = `${name} ${url}`;
      if (url === CATALOGUE_URL) own.set(name, catalogueOf(graph.declarations, (asked) => own.get(asked)!, log));
      else own.set(name, connections.get(key) ?? reach(name, url));
      connections.set(key, own.get(name)!);
    }
    return own;
  };
  const engine = new Engine(
    supergraph,
    (graph, { dataVersions }) => ({
      ask: askSubgraphs((name) => reaches.get(graph)!.get(name)!, dataVersions, log),
      cache: null,
    }),
    (graph) => reaches.set(graph, reachesOf(graph)),
  );

  const server = new ApolloServer<GatewayContext>({
    gateway: engine,
    introspection: true,
    // Mutations come by POST with JSON only, which no page of another origin can send unasked: see http/app.ts.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: limitRules,
    formatError: (formatted, error) => toClientError(formatted, error, log),
    plugins: [
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      // Its page comes from outside, and would stand where a browser asks a query by GET.
      ApolloServerPluginLandingPageDisabled(),
      refuseUnservedOperations,
      tellDataVersions,
    ],
    logger: quiet(log),
  });
  await server.start();
  return {
    server,
    agencies: () => new Set(engine.current().declarations.agencies.map(({ code }) => code)),
    subgraphs: () => {
      const graph = engine.current();
      const served = graph.subgraphs.filter(({ url }) => url !== CATALOGUE_URL);
      return new Map(served.map(({ name }) => [name, reaches.get(graph)!.get(name)!]));
    },
  };
}

const tellDataVersions: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response, contextValue }) => {
      if (response.body.kind !== 'single' || Object.keys(contextValue.dataVersions).length === 0) return;
      const { extensions } = response.body.singleResult;
      response.body.singleResult.extensions = { ...extensions, dataVersions: contextValue.dataVersions };
    },
  }),
};

function quiet(log: GatewayLog) {
  const say = (message?: unknown) => String(message);
  return {
    debug: () => {},
    info: () => {},
    warn: (message?: unknown) => log.warn({}, say(message)),
    error: (message?: unknown) => log.error({}, say(message)),
  };
}
