import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { ErrorLog } from '../subgraphs/kit/server.ts';
import { Admission } from './admission/admission.ts';
import { KeptFetches } from './cache/fetch-cache.ts';
import { ResponseCache } from './cache/response-cache.ts';
import type { GatewayContext } from './context.ts';
import { toClientError } from './errors.ts';
import { LIMITS, limitRules } from './limits.ts';
import { Engine } from './engine/engine.ts';
import type { ServedGraph } from './engine/served-graph.ts';
import { executing, type Execute } from './execution.ts';
import type { CachedAnswer } from './http/cached-answer.ts';
import { HeldAnswers } from './http/held-answers.ts';
import type { PersistedOperations } from './persisted/persisted-operations.ts';
import { servedOperations, type OperationsLog } from './persisted/served-operations.ts';
import type { FailureLog } from './reach/failure-reports.ts';
import { reachesOfGraphs, type Host } from './reach/reaches-of-graphs.ts';
import type { Reach } from './reach/subgraph-answer.ts';
import { refuseUnservedOperations } from './refusals.ts';
import { DEFAULT_SETTINGS, MEBIBYTE, type GatewaySettings } from './settings.ts';
import type { SupergraphSource } from './supergraph-source.ts';
import { tellDataVersions } from './versions/tell-data-versions.ts';
import type { Usage } from './usage/usage.ts';
import type { VersionSource } from './versions/version-source.ts';

export interface GatewayOptions {
  readonly supergraph: SupergraphSource;
  /** How to reach the subgraph with this name and routing URL. */
  readonly reach: (name: string, url: string) => Reach;
  /** Subgraphs of this process that read the others. */
  readonly hosts?: ReadonlyMap<string, Host>;
  /** Where the version of a subgraph's data is followed; what has none is kept for its `max-age` alone. */
  readonly versionsOf?: (name: string) => VersionSource | undefined;
  readonly settings?: Partial<GatewaySettings>;
  /** Takes note of what clients ask; left out: nothing is recorded. */
  readonly usage?: Usage;
  readonly log: GatewayLog;
}

export type GatewayLog = ErrorLog & FailureLog & OperationsLog;

export interface Gateway {
  /** Answers everything that the short way does not: the first request of an operation, introspection by name, mistakes. */
  readonly server: ApolloServer<GatewayContext>;
  /** The supergraph that is served now. */
  readonly graph: () => ServedGraph;
  /** Moves when another supergraph is served, or other operations are: no answer from before counts then. */
  readonly edition: () => number;
  readonly execute: Execute;
  /** Whole answers that still hold; null: none are kept. */
  readonly responses: ResponseCache<CachedAnswer> | null;
  /** Answers among them that clients are slow to take. */
  readonly held: HeldAnswers;
  readonly operations: PersistedOperations;
  readonly usage: Usage | null;
  readonly settings: GatewaySettings;
  readonly log: GatewayLog;
  /** The subgraphs of the supergraph that is served now, with how they are reached. */
  readonly subgraphs: () => ReadonlyMap<string, Reach>;
  /** The agencies among them. */
  readonly agencies: () => ReadonlySet<string>;
}

/**
 * The public GraphQL server over a supergraph. It starts with no subgraph up, and follows the supergraph when it changes; one that
 * cannot be served is logged and the one before goes on.
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { supergraph, reach, hosts = new Map(), versionsOf = () => undefined, usage = null, log } = options;
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const reaches = reachesOfGraphs(reach, hosts, versionsOf, log);
  const { entityCacheMb, responseCacheMb, costLimit } = settings;
  const keptFetches = entityCacheMb > 0 ? new KeptFetches(entityCacheMb * MEBIBYTE, versionsOf) : null;
  const admission = new Admission(settings.admission);
  const execute = executing({
    reachOf: (graph, subgraph) => reaches.of(graph).get(subgraph)!,
    keptFetches,
    admission,
    costLimit,
    usage,
    log,
  });
  const responses =
    responseCacheMb > 0 ? new ResponseCache<CachedAnswer>(responseCacheMb * MEBIBYTE, versionsOf) : null;
  let edition = 0;
  const moveOn = () => {
    edition += 1;
    responses?.clear();
  };
  const operations = await servedOperations(settings.persistedOperations, log, moveOn);
  const engine = new Engine({
    source: supergraph,
    execute,
    costLimit,
    onGraph: (graph) => {
      if (reaches.add(graph)) keptFetches?.clear();
      moveOn();
      void operations.check(graph.schema);
    },
  });

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
      { serverWillStart: async () => ({ serverWillStop: async () => operations.stop() }) },
    ],
    logger: quiet(log),
  });
  await server.start();
  return {
    server,
    graph: () => engine.current(),
    edition: () => edition,
    execute,
    responses,
    held: new HeldAnswers(admission),
    operations,
    usage,
    settings,
    log,
    agencies: () => new Set(engine.current().declarations.agencies.map(({ code }) => code)),
    subgraphs: () => reaches.served(engine.current()),
  };
}

function quiet(log: GatewayLog) {
  const say = (message?: unknown) => String(message);
  return {
    debug: () => {},
    info: () => {},
    warn: (message?: unknown) => log.warn({}, say(message)),
    error: (message?: unknown) => log.error({}, say(message)),
  };
}
