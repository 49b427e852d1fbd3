import type { GraphQLFormattedError } from 'graphql';
import type { SubgraphAnswer, SubgraphRequest } from '../../reach/subgraph-answer.ts';
import type { Fetch } from './fetch.ts';

/** An object of an answer while it is put together. */
export type Entity = Record<string, any>;

/** One execution of a plan. */
export interface Run {
  /** What has been fetched so far; fetches merge into it. */
  readonly data: Entity;
  /** As the client sent them: subgraphs coerce what is handed on to them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** With defaults, as the schema reads them: for conditions. */
  readonly coerced: Readonly<Record<string, unknown>>;
  readonly caller: string;
  readonly signal: AbortSignal;
  /** Failures so far, with paths in the client's answer; `serviceName` says whose. */
  readonly errors: GraphQLFormattedError[];
  /** Fetches that were answered without data: an error that was told of one says why all its fields are null. */
  readonly withoutData: Set<Fetch>;
  /** Asks a subgraph; never throws: a failure is an answer without data whose errors have no path. */
  readonly ask: (subgraph: string, request: SubgraphRequest) => Promise<SubgraphAnswer>;
  /** Fetched before, by subgraph, version and what was asked; null: nothing is kept. */
  readonly cache: FetchCache | null;
  /** Whether the answer is written as text right away, so that parts of it may be text already. */
  readonly splices: boolean;
}

/** What is kept of an answer: an object, or the JSON of one. */
export type Kept = Entity | string;

/** Keeps what subgraphs answered. Kept objects are shared by all requests and never changed. */
export interface FetchCache {
  /** The place of one fetch, known by the hash of what is asked, with these variables. */
  scope(subgraph: string, fetch: string, variables: string, caller: string): CacheScope;
}

export interface CacheScope {
  get(key: string): Kept | undefined;
  /** Keeps values of an answer by key, if its version or its `maxAge` says for how long it holds. */
  keep(answer: SubgraphAnswer, values: ReadonlyMap<string, Kept>): void;
}

/** One step of a plan over the objects that it concerns; a step without anything to wait for answers nothing. */
export type Step = (run: Run, targets: readonly Entity[]) => Promise<unknown> | undefined;
