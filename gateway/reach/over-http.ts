import type { VersionSource } from '../versions/version-source.ts';
import { postJson } from './post-json.ts';
import { resilient } from './resilience.ts';
import { shareInFlight } from './share-in-flight.ts';
import type { Reach } from './subgraph-answer.ts';

/** Most requests to one subgraph at a time, where nothing else is configured. */
export const DEFAULT_CONCURRENCY = 64;
/** Most requests that wait for their turn at one subgraph. */
export const LONGEST_QUEUE = 1_000;

export interface OverHttpOptions {
  /** Most requests at a time. */
  readonly concurrency?: number;
  /** Largest answer, in bytes. */
  readonly answerBytes?: number;
  /** Version of the subgraph's data, if it can be followed: see `shareInFlight`. */
  readonly versions?: Pick<VersionSource, 'current'>;
}

/**
 * Reaches a subgraph by POST over HTTP; connections stay open between requests. Each call makes connections, circuit breaker and
 * queue of its own: make one for each subgraph and keep it.
 */
export function overHttp(name: string, url: string, timeoutMs: number, options: OverHttpOptions = {}): Reach {
  const { concurrency = DEFAULT_CONCURRENCY, answerBytes, versions } = options;
  const post = postJson(name, url, { connections: concurrency, ...(answerBytes ? { answerBytes } : {}) });
  const patient = resilient(name, post, { timeoutMs, concurrency, queue: LONGEST_QUEUE, transport: true });
  return shareInFlight(patient, versions);
}
