import { circuitBreaker, CountBreaker, handleWhen, type CircuitBreakerPolicy } from 'cockatiel';
import { SubgraphFailure } from './subgraph-answer.ts';
import { TransportFailure } from './transport-failure.ts';

/** More than half of the last so many requests must fail, at least so many. */
const WINDOW = { size: 20, minimumNumberOfCalls: 5, threshold: 0.5 };
/** So long a subgraph is left alone; then one request finds out whether it is back. */
const LEFT_ALONE_MS = 2_000;

/** Opens when a subgraph does not get through or does not answer in time, most of the time. What it answers does not matter. */
export function circuitOf(): CircuitBreakerPolicy {
  return circuitBreaker(handleWhen(tellsOfSubgraph), {
    halfOpenAfter: LEFT_ALONE_MS,
    breaker: new CountBreaker(WINDOW),
  });
}

/** The subgraph was asked for so long, and did not answer. */
export class AnswerTimeout extends SubgraphFailure {
  constructor(name: string, timeoutMs: number) {
    super('SUBGRAPH_TIMEOUT', `${name} did not answer within ${timeoutMs} ms.`);
  }
}

/** The request that was to find out whether the subgraph is back ended without finding out: it counts as not yet. */
export class InconclusiveProbe extends Error {
  override readonly name = 'InconclusiveProbe';

  constructor(cause: unknown) {
    super('Nothing was found out about the subgraph.', { cause });
  }
}

/** A failure of what lies between or of the subgraph as a whole: not what it answers, nor that an asker has left. */
function tellsOfSubgraph(error: unknown): boolean {
  return error instanceof TransportFailure || error instanceof AnswerTimeout || error instanceof InconclusiveProbe;
}
