import type { AddressInfo } from 'node:net';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Configuration } from './configuration.ts';
import { createGateway } from './gateway.ts';
import { ContractGateways, type ContractSource } from './contracts/contract-gateways.ts';
import { serveContracts } from './contracts/serve-contracts.ts';
import { addRoutes, createApp } from './http/app.ts';
import { serveSubgraphsInProcess } from './reach/own-subgraphs.ts';
import type { Reach } from './reach/subgraph-answer.ts';
import type { Policies } from '../schema/registry/publication/policies.ts';
import { subgraphReaches } from './reach/subgraph-reaches.ts';
import { makeObjectsYoung } from './short-lived-objects.ts';
import type { SupergraphSource } from './supergraph-source.ts';
import { noteSavedViews } from './usage/saved-views.ts';
import { UsageRecorder } from './usage/recorder.ts';
import { FollowedVersions } from './versions/followed-versions.ts';

/** After the longest operation, the time that its answer has to be sent when the gateway stops. */
const LAST_BYTES_MS = 5_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A supergraph, and contracts that are served beside it. */
export interface ServedSupergraph {
  readonly source: SupergraphSource;
  readonly contracts?: ContractSource;
  readonly policiesOf?: (subgraph: string) => Policies;
}

export interface Served {
  /** A function: what follows the supergraph logs where the server does. */
  readonly supergraph: (log: FastifyBaseLogger) => ServedSupergraph;
  /** Subgraphs of this project that run in this process: names separated by commas, or `all`. The others are reached over HTTP. */
  readonly inProcess: string;
  /** Logins of the subgraphs in this process and addresses of the others. */
  readonly environment: NodeJS.ProcessEnv;
  /** Login of the gateways' role at the registry, where what clients use is recorded. Left out: nothing is. */
  readonly usageAt?: string | undefined;
  /** How a subgraph is reached instead, given how it would be. */
  readonly reachedBy?: (name: string, reach: Reach) => Reach;
  /** What else is served at the same address. */
  readonly routes?: (app: FastifyInstance) => void;
}

export interface RunningGateway {
  readonly port: number;
  /** Answers what is under way; then ends all that the answers needed. */
  readonly stop: () => Promise<void>;
}

const keep = (_name: string, reach: Reach) => reach;

/** Listens with a gateway, the subgraphs that run in its process, and what follows the versions of all subgraphs' data. */
export async function serveGateway(
  { host, port, subgraphTimeoutMs, subgraphConcurrency, settings, ...httpOptions }: Configuration,
  { supergraph, inProcess, environment, usageAt, reachedBy, routes }: Served,
): Promise<RunningGateway> {
  makeObjectsYoung();
  const app = createApp(httpOptions);
  const own = await serveSubgraphsInProcess(inProcess, environment, app.log);
  const versions = new FollowedVersions(own.versions);
  const usage = usageAt === undefined ? null : new UsageRecorder(usageAt, app.log);
  const { source, contracts, policiesOf } = supergraph(app.log);
  const usual = subgraphReaches({
    inProcess: own.reach,
    timeoutMs: subgraphTimeoutMs,
    concurrency: subgraphConcurrency,
    environment,
    versionsAt: versions.at,
    ...(policiesOf && { policiesOf }),
  });
  const options = {
    reach: (name: string, url: string) => (reachedBy ?? keep)(name, usual(name, url)),
    hosts: own.hosts,
    versionsOf: versions.of,
    settings,
    ...(usage && { usage }),
    log: app.log,
  };
  const gateway = await createGateway({ ...options, supergraph: source });
  addRoutes(app, gateway);
  routes?.(app);
  const contractGateways =
    contracts && new ContractGateways(contracts, () => gateway.graph().supergraphSdl, options, httpOptions);
  if (contractGateways) serveContracts(app, contractGateways);
  const views = usage && noteSavedViews(gateway, usage, app.log);
  await app.listen({ host, port });
  return {
    port: (app.server.address() as AddressInfo).port,
    stop: async () => {
      // Who takes an answer slowly does not hold up the end for longer than the longest operation.
      const longestMs = Math.min(gateway.settings.operationTimeoutMs + LAST_BYTES_MS, LONGEST_TIMER_MS);
      const patience = setTimeout(() => app.server.closeAllConnections(), longestMs);
      await app.close().finally(() => clearTimeout(patience));
      await contractGateways?.stop();
      views?.stop();
      await usage?.stop();
      await versions.stop();
      await own.stop();
    },
  };
}
