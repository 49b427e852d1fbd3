import { SubgraphFailure, type FailureCode } from './subgraph-answer.ts';

/** Nothing came back, or only that the subgraph cannot serve now: asked again, it may answer. */
export class TransportFailure extends SubgraphFailure {
  /** For how long the subgraph asks to be left alone. */
  readonly retryAfterMs: number;

  constructor(code: FailureCode, message: string, { cause, retryAfterMs = 0 }: TransportFailureOptions = {}) {
    super(code, message, cause);
    this.retryAfterMs = retryAfterMs;
  }
}

export interface TransportFailureOptions {
  readonly cause?: unknown;
  readonly retryAfterMs?: number;
}
