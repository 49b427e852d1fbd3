import {
  circuitBreaker,
  ConsecutiveBreaker,
  CountBreaker,
  handleWhen,
  type CircuitBreakerPolicy,
  type CircuitState,
  type IBreaker,
} from 'cockatiel';
import { SubgraphFailure } from './subgraph-answer.ts';
import { TransportFailure } from './transport-failure.ts';

/** So many requests in a row must fail. */
const IN_A_ROW = 5;
/** Or more than half of the last so many. */
const WINDOW = { size: 20, threshold: 0.5 };
/** So long a subgraph is left alone; then one request finds out whether it is back. */
const LEFT_ALONE_MS = 2_000;

/** Opens when a subgraph does not get through or does not answer in time, most of the time. What it answers does not matter. */
export function circuitOf(): CircuitBreakerPolicy {
  return circuitBreaker(handleWhen(tellsOfSubgraph), {
    halfOpenAfter: LEFT_ALONE_MS,
    breaker: new InARowOrOften(),
  });
}

/** Counts both: few requests that all hang must not each wait their time, nor many of which every second one fails. */
class InARowOrOften implements IBreaker {
  readonly #inARow = new ConsecutiveBreaker(IN_A_ROW);
  readonly #often = new CountBreaker(WINDOW);
  /** Kept by nobody. */
  state = null;

  success(state: CircuitState): void {
    this.#inARow.success();
    this.#often.success(state);
  }

  failure(state: CircuitState): boolean {
    const inARow = this.#inARow.failure();
    return this.#often.failure(state) || inARow;
  }
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
