import { BrokenCircuitError, bulkhead, BulkheadRejectedError, CircuitState, TaskCancelledError } from 'cockatiel';
import { bounded } from './bounded.ts';
import { AnswerTimeout, circuitOf, InconclusiveProbe } from './circuit.ts';
import { retriesOf } from './retries.ts';
import { SubgraphFailure, type Reach } from './subgraph-answer.ts';
import { TransportFailure } from './transport-failure.ts';

export interface ResilienceOptions {
  /** Longest wait for one answer, in milliseconds: its turn, all attempts and the pauses between them. */
  readonly timeoutMs: number;
  /** Most requests at a time. */
  readonly concurrency: number;
  /** Most requests that wait for their turn. */
  readonly queue: number;
  /** Whether a transport between can fail: queries that did not get through are asked again, and none after many failures. */
  readonly transport: boolean;
}

/**
 * Keeps a subgraph that is slow or fails from costing more than its own answers: bounds the wait and the number of requests at a
 * time, asks queries again that did not get through, and leaves a subgraph alone for a while that did not answer several times.
 * A request whose signal is aborted ends at once with the signal's reason; it says nothing about the subgraph.
 */
export function resilient(name: string, reach: Reach, options: ResilienceOptions): Reach {
  const { timeoutMs, concurrency, queue, transport } = options;
  const places = bulkhead(concurrency, queue);
  const circuit = transport ? circuitOf() : null;
  const retries = retriesOf(() => circuit?.state !== CircuitState.Open);

  return (request) => {
    if (request.signal?.aborted) return Promise.reject(request.signal.reason as Error);
    // One request at a time finds out whether the subgraph is back; nobody waits for what it finds.
    if (circuit?.state === CircuitState.HalfOpen) return Promise.reject(leftAlone(name));
    const probing = circuit?.state === CircuitState.Open;
    // When its turn came; before, never.
    let begun = Infinity;
    // What the last attempt came to, while the next waits.
    let failure: TransportFailure | null = null;
    // What has waited for its turn most of the time tells nothing of how fast the subgraph is.
    const timedOut = () =>
      failure ?? (performance.now() - begun < timeoutMs / 2 ? overloaded(name) : new AnswerTimeout(name, timeoutMs));

    return bounded(request.signal, timeoutMs, timedOut, (signal) => {
      const attempt = async () => {
        begun = Math.min(begun, performance.now());
        failure = null;
        try {
          return await reach({ ...request, signal });
        } catch (error) {
          if (error instanceof TransportFailure) failure = error;
          throw error;
        }
      };
      const inPlace = () => places.execute(attempt, signal);
      const ask = transport && request.kind !== 'mutation' ? () => retries.execute(inPlace, signal) : inPlace;
      if (!circuit) return ask().catch(explain);
      const probe = () =>
        ask().catch((error: unknown) => {
          throw request.signal?.aborted || isRefusal(error) ? new InconclusiveProbe(error) : error;
        });
      return circuit.execute(probing ? probe : ask).catch(explain);
    });
  };

  function explain(error: unknown): never {
    const cause = error instanceof InconclusiveProbe ? error.cause : error;
    if (cause instanceof BrokenCircuitError) throw leftAlone(name);
    throw isRefusal(cause) ? overloaded(name) : cause;
  }
}

/** Whether a request was not sent because there was no place for it. */
function isRefusal(error: unknown): boolean {
  return error instanceof BulkheadRejectedError || error instanceof TaskCancelledError;
}

function leftAlone(name: string): SubgraphFailure {
  return new SubgraphFailure(
    'SUBGRAPH_UNREACHABLE',
    `${name} did not answer several times, and is left alone for a few seconds.`,
  );
}

function overloaded(name: string): SubgraphFailure {
  return new SubgraphFailure('SUBGRAPH_OVERLOADED', `${name} has too many requests to answer. Ask again later.`);
}
