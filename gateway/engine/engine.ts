import { setImmediate } from 'node:timers/promises';
import { GraphQLError, parse, validate, type GraphQLSchema } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import type {
  GatewayExecutor,
  GatewayInterface,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import type { GatewayContext } from '../context.ts';
import { limitCost } from '../limit-cost.ts';
import type { Execute } from '../execution.ts';
import type { SupergraphSource } from '../supergraph-source.ts';
import { requireSupported } from '../supported-supergraph.ts';
import { Planner } from './planning/planner.ts';
import { ServedGraph } from './served-graph.ts';

/** Operations that are planned anew before another supergraph takes over, and the longest time that takes, in milliseconds. */
const WARMED_OPERATIONS = 500;
const WARMING_MS = 1_000;
const WARMED_AT_A_TIME = 4;
/** How long a supergraph that was replaced is kept for requests under way, in milliseconds. */
const RETIREMENT_MS = 60_000;
/** Most of them that are kept at a time, where one follows the other faster. */
const MOST_RETIRED = 4;

export interface EngineOptions {
  readonly source: SupergraphSource;
  readonly execute: Execute;
  /** Highest estimated cost of an operation that is planned; 0: none. */
  readonly costLimit: number;
  /** Is told of a supergraph before it is served. */
  readonly onGraph: (graph: ServedGraph) => void;
}

/**
 * Serves one supergraph after the other to Apollo Server: plans are made by Apollo's planner in a thread of its own, executed and shaped
 * here. A new supergraph takes over when the operations most used have been planned over it; requests under way finish on the one before.
 */
export class Engine implements GatewayInterface {
  private readonly options: EngineOptions;
  private readonly planner = new Planner();
  private readonly graphs = new WeakMap<GraphQLSchema, ServedGraph>();
  private readonly listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  /** With the timer that ends each. */
  private readonly retired = new Map<ServedGraph, NodeJS.Timeout>();
  private served: ServedGraph | null = null;
  private following: Promise<unknown> = Promise.resolve();
  private stopSource: () => Promise<void> = async () => {};

  constructor(options: EngineOptions) {
    this.options = options;
  }

  /** The supergraph that is served now. */
  current(): ServedGraph {
    return this.served!;
  }

  onSchemaLoadOrUpdate(listener: GatewaySchemaLoadOrUpdateCallback): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async load(): Promise<{ executor: GatewayExecutor }> {
    const { sdl, stop } = await this.options.source((changed) => this.follow(changed));
    this.stopSource = stop;
    await this.follow(sdl);
    return { executor: (request) => this.execute(request as never) };
  }

  async stop(): Promise<void> {
    await this.stopSource();
    await this.planner.stop();
  }

  /** Serves another supergraph, one after the other; throws, and goes on with the one before, when it cannot be served. */
  private async follow(supergraphSdl: string): Promise<void> {
    const followed = this.following.then(() => this.replace(supergraphSdl));
    this.following = followed.catch(() => undefined);
    return followed;
  }

  private async replace(supergraphSdl: string): Promise<void> {
    requireSupported(supergraphSdl);
    const graph = await ServedGraph.load(supergraphSdl, this.planner);
    const before = this.served;
    if (before) await warm(graph, before);
    this.graphs.set(graph.schema, graph);
    this.options.onGraph(graph);
    this.served = graph;
    for (const listener of this.listeners) listener({ apiSchema: graph.schema, coreSupergraphSdl: supergraphSdl });
    if (before) this.retire(before);
  }

  /** Keeps a supergraph that was replaced for a while, with at most a few others. */
  private retire(graph: ServedGraph): void {
    this.retired.set(graph, setTimeout(() => this.drop(graph), RETIREMENT_MS).unref());
    const [oldest] = this.retired.keys();
    if (this.retired.size > MOST_RETIRED) this.drop(oldest!);
  }

  private drop(graph: ServedGraph): void {
    clearTimeout(this.retired.get(graph));
    if (this.retired.delete(graph)) void graph.drop().catch(() => undefined);
  }

  private async execute(request: Parameters<GatewayExecutor>[0] & { readonly context: GatewayContext }) {
    const graph = this.graphs.get(request.schema)!;
    const variables = request.request.variables ?? {};
    const { operation } = request;
    const read = getVariableValues(graph.schema, operation.variableDefinitions ?? [], variables);
    if (read.errors) return { errors: read.errors };
    const name = request.request.operationName ?? null;
    // What costs too much is not planned.
    limitCost(graph.estimate(request.document, name), variables, this.options.costLimit);
    const known = await graph.prepare(request.source, request.document, name);
    const { data, errors } = await this.options.execute(
      graph,
      known,
      { variables, coerced: read.coerced },
      request.context,
      false,
    );
    if (errors.length === 0) return { data };
    return { data, errors: errors.map(({ message, ...rest }) => new GraphQLError(message, rest as object)) };
  }
}

/** Prepares the operations most used before, a few at a time so that the planning thread is busy and requests go on. */
async function warm(graph: ServedGraph, before: ServedGraph): Promise<void> {
  const deadline = performance.now() + WARMING_MS;
  const operations = before.mostUsed(WARMED_OPERATIONS).values();
  const prepareNext = async (): Promise<void> => {
    for (const { source, operationName, uses } of operations) {
      await setImmediate();
      if (performance.now() > deadline) return;
      const document = parse(source);
      if (validate(graph.schema, document).length > 0) continue;
      // One that cannot be planned any more is told to the client that asks for it.
      const known = await graph.prepare(source, document, operationName).catch(() => null);
      if (known) known.uses = uses;
    }
  };
  await Promise.all(Array.from({ length: WARMED_AT_A_TIME }, prepareNext));
}
