import type { Admission } from './admission/admission.ts';
import type { KeptFetches } from './cache/fetch-cache.ts';
import type { GatewayContext } from './context.ts';
import { limitCost } from './limit-cost.ts';
import type { Execution } from './engine/prepared-operation.ts';
import type { KnownOperation, ServedGraph } from './engine/served-graph.ts';
import { askSubgraphs } from './reach/ask.ts';
import { FailureReports, type FailureLog } from './reach/failure-reports.ts';
import type { Reach } from './reach/subgraph-answer.ts';
import { AskedOperations, type Usage } from './usage/usage.ts';

/** The variables of a request: as they were sent, and as the schema reads them. */
export interface ReadVariables {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly coerced: Readonly<Record<string, unknown>>;
}

/** Executes an operation that was prepared, whichever way its request came. */
export type Execute = (
  graph: ServedGraph,
  known: KnownOperation,
  read: ReadVariables,
  context: GatewayContext,
  /** Whether the answer is written by `writeJson`. */
  splices: boolean,
) => Promise<Execution>;

export interface ExecutionMeans {
  readonly reachOf: (graph: ServedGraph, subgraph: string) => Reach;
  readonly keptFetches: KeptFetches | null;
  readonly admission: Admission;
  /** Highest estimated cost of an operation; 0: none. */
  readonly costLimit: number;
  /** Takes note of what is executed; null: nothing is recorded. */
  readonly usage: Usage | null;
  readonly log: FailureLog;
}

/** An operation waits for its turn, then runs; what it was built from is noted in its context. */
export function executing({ reachOf, keptFetches, admission, costLimit, usage, log }: ExecutionMeans): Execute {
  const reports = new FailureReports(log);
  const askedOperations = new AskedOperations();
  return (graph, known, { variables, coerced }, context, splices) => {
    const { provenance, caller, client, signal, delivery, measured } = context;
    const { cost, values } = limitCost(known.estimate, variables, costLimit);
    measured.cost = cost;
    if (usage) {
      measured.asked = askedOperations.of(graph, known, variables);
      usage.note(client, measured.asked);
    }
    return admission.run(values, signal, delivery, () =>
      known.prepared.execute({
        variables,
        coerced,
        caller,
        signal,
        splices,
        ask: askSubgraphs((subgraph) => reachOf(graph, subgraph), provenance, reports),
        cache: keptFetches?.forRequest(provenance) ?? null,
      }),
    );
  };
}
