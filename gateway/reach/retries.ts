import { DelegateBackoff, handleWhen, retry, type IRetryBackoffContext, type RetryPolicy } from 'cockatiel';
import { TransportFailure } from './transport-failure.ts';

const RETRIES = 2;
const FIRST_PAUSE_MS = 100;
/** A subgraph that asks to be left alone for longer is not asked again. */
const LONGEST_RETRY_AFTER_MS = 1_000;

/** Asks again what did not get through, after pauses that double, half of each by chance, so that many do not ask again at once. */
export function retriesOf(worthwhile: () => boolean): RetryPolicy {
  const again = (error: unknown) =>
    error instanceof TransportFailure && error.retryAfterMs <= LONGEST_RETRY_AFTER_MS && worthwhile();
  return retry(handleWhen(again), { maxAttempts: RETRIES, backoff: new DelegateBackoff(pause) });
}

function pause({ attempt, result }: IRetryBackoffContext<unknown>): number {
  const longest = FIRST_PAUSE_MS * 2 ** (attempt - 1);
  const asked = 'error' in result && result.error instanceof TransportFailure ? result.error.retryAfterMs : 0;
  return Math.max(asked, longest / 2) + (Math.random() * longest) / 2;
}
