import type { Declarations } from './declarations.ts';
import type { ErrorLog } from './server.ts';

/** An answer of a subgraph, as GraphQL gives it. */
export interface AgencyAnswer {
  readonly data?: Record<string, any> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly extensions?: { readonly dataVersion?: string };
}

/** What a subgraph that runs inside the gateway is given with each request, beside its database. */
export interface HostedRequest {
  readonly agencies: ServedAgencies;
  /** Who asks, as `callerOf` tells callers apart. */
  readonly caller: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: ErrorLog;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The supergraph that is being served, as a subgraph that reads other subgraphs is given it: what they declare, and how each is asked.
 * It never reaches another subgraph's tables.
 */
export interface ServedAgencies {
  readonly declarations: Declarations;
  /** The agencies that answer the bulk read `_figures`; the others are read through `observations`. */
  readonly inBulk: ReadonlySet<string>;
  /** The agencies that tell every record of a cell (`_history`); of the others only the figure itself is known. */
  readonly withHistory: ReadonlySet<string>;
  /** The agencies that tell up to which instant their history is whole (`_settledUntil`). */
  readonly tellSettled: ReadonlySet<string>;
  /** Asks one subgraph; rejects where it cannot be reached in time. */
  readonly ask: (
    subgraph: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ) => Promise<AgencyAnswer>;
  /** Is told of an agency whose answer was no such answer as it must be, so that nothing of it is used. */
  readonly unusable?: (agency: string, error: Error) => void;
}
