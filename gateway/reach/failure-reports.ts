import type { FailureCode, SubgraphFailure } from './subgraph-answer.ts';

/** Logs what clients are not told. */
export interface FailureLog {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What was told is not told again for so long. */
const QUIET_MS = 10_000;

/** Failures of one subgraph with one code. */
interface Kind {
  loggedAt: number;
  /** How many since that line. */
  unlogged: number;
  /** Whether one was logged whole since the subgraph was last said to answer. */
  isKnown: boolean;
}

interface Reported {
  readonly kinds: Map<FailureCode, Kind>;
  /** What the last line says of it. */
  isFailing: boolean;
  recoveredAt: number;
}

/**
 * Logs that subgraphs fail and answer again, with few lines however many requests that concerns: the first failure with each code whole;
 * while it goes on, one line in ten seconds that counts them; one line when the subgraph answers again. A subgraph that fails now and then
 * is not told of more often either.
 */
export class FailureReports {
  readonly #log: FailureLog;
  readonly #quietMs: number;
  readonly #reported = new Map<string, Reported>();

  constructor(log: FailureLog, quietMs = QUIET_MS) {
    this.#log = log;
    this.#quietMs = quietMs;
  }

  failed(subgraph: string, failure: SubgraphFailure): void {
    const { code, message } = failure;
    const now = performance.now();
    const reported = this.#of(subgraph);
    const kind = reported.kinds.get(code) ?? { loggedAt: -Infinity, unlogged: 0, isKnown: false };
    reported.kinds.set(code, kind);
    kind.unlogged += 1;
    if (now - kind.loggedAt < this.#quietMs) return;
    const failures = kind.unlogged;
    if (kind.isKnown)
      this.#log.warn({ subgraph, code, failures }, `${message} ${failures} failures since the last line.`);
    else this.#log.warn({ subgraph, code, failures, err: failure }, message);
    Object.assign(kind, { loggedAt: now, unlogged: 0, isKnown: true });
    reported.isFailing = true;
  }

  answered(subgraph: string): void {
    const reported = this.#reported.get(subgraph);
    if (!reported?.isFailing) return;
    const now = performance.now();
    if (now - reported.recoveredAt < this.#quietMs) return;
    const kinds = [...reported.kinds.values()];
    const failures = kinds.reduce((sum, { unlogged }) => sum + unlogged, 0);
    this.#log.warn({ subgraph, failures }, `${subgraph} answers again. ${failures} failures since the last line.`);
    for (const kind of kinds) Object.assign(kind, { unlogged: 0, isKnown: false });
    Object.assign(reported, { isFailing: false, recoveredAt: now });
  }

  /** What nobody foresaw is logged whole each time. */
  unexpected(subgraph: string, failure: SubgraphFailure): void {
    this.#log.error({ subgraph, code: failure.code, err: failure }, failure.message);
  }

  #of(subgraph: string): Reported {
    const known = this.#reported.get(subgraph);
    if (known) return known;
    const made: Reported = { kinds: new Map(), isFailing: false, recoveredAt: -Infinity };
    this.#reported.set(subgraph, made);
    return made;
  }
}
