/**
 * A lease allows to answer from a cache of one version. It lasts so long from the moment at which the read that confirmed the version
 * was sent: that read saw every write that had been committed by then, so that so long after a commit no lease of an older version is
 * left anywhere.
 */
export const LEASE_MS = 1_000;

/** Milliseconds of this process's own clock, which never goes back. Times of one process mean nothing to another. */
export type Clock = () => number;

export const monotonicClock: Clock = () => performance.now();

export interface Lease {
  readonly version: string;
  /** By the clock of the process that holds the lease. */
  readonly endsAt: number;
}

/** The lease that a read gives which was sent then, whenever its answer came. */
export function leaseOfRead(version: string, sentAt: number): Lease {
  return { version, endsAt: sentAt + LEASE_MS };
}

/** For how long a lease may be passed on now; whole milliseconds, rounded down, never more than a lease lasts. */
export function leaseLeft({ endsAt }: Lease, now: number): number {
  return Math.max(0, Math.min(LEASE_MS, Math.floor(endsAt - now)));
}

/**
 * The lease that was passed on in answer to a request: it counts from the moment at which the request was sent, before the other side
 * can have measured what was left, so that it ends no later here than there.
 */
export function leaseOfAnswer(version: string, leaseMs: number, requestSentAt: number): Lease {
  return { version, endsAt: requestSentAt + Math.min(LEASE_MS, leaseMs) };
}
