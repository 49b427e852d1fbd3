import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { isScalarType, parse, type GraphQLSchema } from 'graphql';
import { readDeclarations } from '../subgraphs/kit/declarations.ts';
import { scalarsBySpecification } from '../subgraphs/kit/scalars.ts';
import type { ErrorLog } from '../subgraphs/kit/server.ts';
import { catalogueOf, type Catalogue } from './catalogue/catalogue.ts';
import type { GatewayContext } from './context.ts';
import { toClientError } from './errors.ts';
import { LIMITS, limitRules } from './limits.ts';
import { dataSource, type FailureLog } from './reach/data-source.ts';
import type { Reach } from './reach/subgraph-answer.ts';
import { refuseUnservedOperations } from './refusals.ts';
import type { SupergraphSource } from './supergraph-source.ts';
import { requireSupported, subgraphNames } from './supported-supergraph.ts';
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
  // Read when the gateway is made: nothing about this machine is sent anywhere.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const reached = new Map<string, Reach>();
  let served: ReadonlySet<string> = new Set();
  let agencies: ReadonlySet<string> = new Set();
  let catalogue: Catalogue | null = null;

  const ask =
    (name: string): Reach =>
    (request) =>
      reached.get(name)!(request);
  const buildService = ({ name, url }: { name: string; url?: string | undefined }): GraphQLDataSource => {
    const found: Reach = url === CATALOGUE_URL ? (request) => catalogue!(request) : reach(name, url ?? '');
    if (url !== CATALOGUE_URL) reached.set(name, found);
    return dataSource(name, found, log);
  };

  const gateway = new ApolloGateway({
    supergraphSdl: async ({ update }) => {
      const follow = (sdl: string) => {
        requireSupported(sdl);
        update(sdl);
      };
      const { sdl, stop } = await supergraph(follow);
      requireSupported(sdl);
      return { supergraphSdl: sdl, cleanup: stop };
    },
    buildService,
    // Plans are for those who run the gateway, not for every client that sends a header.
    __exposeQueryPlanExperimental: false,
    logger: quiet(log),
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    readSharedScalars(apiSchema);
    served = subgraphNames(coreSupergraphSdl);
    const declarations = readDeclarations(parse(coreSupergraphSdl));
    agencies = new Set(declarations.agencies.map(({ code }) => code));
    catalogue = catalogueOf(declarations, ask, log);
  });

  const server = new ApolloServer<GatewayContext>({
    gateway,
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
    agencies: () => agencies,
    subgraphs: () => new Map([...reached].filter(([name]) => served.has(name))),
  };
}

/** Lets the gateway's schema refuse a malformed date or period before anything is fetched. */
function readSharedScalars(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const shared =
      isScalarType(type) && type.specifiedByURL ? scalarsBySpecification.get(type.specifiedByURL) : undefined;
    if (shared && isScalarType(type))
      Object.assign(type, { parseValue: shared.parseValue, parseLiteral: shared.parseLiteral });
  }
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
