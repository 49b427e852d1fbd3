import { setTimeout as wait } from 'node:timers/promises';
import { LEASE_MS, monotonicClock } from './lease.ts';
import { listenToInstances, type Instances } from './instances.ts';

/** Clocks of two processes may run apart by so much while a lease lasts. */
const MARGIN_MS = 20;

export interface AcknowledgedWrite {
  /**
   * To be called when the write has been committed. Resolves when no gateway answers from data older than this write any more: each
   * has confirmed the new version, or its lease has ended. At once if nothing was written.
   */
  readonly acknowledged: () => Promise<void>;
  readonly end: () => void;
}

/**
 * To be called before writing, as the owner of the schema. From here on it is known which processes serve the subgraph. One that was
 * lost before may have left a lease, which has ended when so long has passed since; so the earlier this is called, the better. Does not
 * fail: where the database cannot be reached, it is for the write to say so.
 */
export async function beginAcknowledgedWrite(ownerUrl: string, schema: string): Promise<AcknowledgedWrite> {
  const instances = await listenToInstances(ownerUrl, schema).catch(() => null);
  // Not earlier: an instance that was lost while this was under way may have read until now.
  const begunAt = monotonicClock();
  return {
    acknowledged: async () => {
      const committedAt = monotonicClock();
      const done = new AbortController();
      const allLeasesEnded = until(committedAt + LEASE_MS + MARGIN_MS, done.signal);
      // Whatever cannot be known is answered by time.
      const known = instances && confirmed(instances, begunAt, done.signal).catch(() => allLeasesEnded);
      await Promise.race([known ?? allLeasesEnded, allLeasesEnded]);
      done.abort();
    },
    end: () => instances?.end(),
  };
}

/** Runs a write that commits, and resolves with its result when it is acknowledged. */
export async function acknowledgedWrite<Result>(
  ownerUrl: string,
  schema: string,
  write: () => Promise<Result>,
): Promise<Result> {
  const begun = await beginAcknowledgedWrite(ownerUrl, schema);
  try {
    const result = await write();
    await begun.acknowledged();
    return result;
  } finally {
    begun.end();
  }
}

async function confirmed(instances: Instances, begunAt: number, signal: AbortSignal): Promise<void> {
  const version = await instances.version();
  if (version === null || version === instances.before) return;
  // Where there were no tables, nobody can have read a version since.
  if (instances.before !== null) {
    await instances.findAll();
    await instances.allConfirmed(version);
  }
  await until(begunAt + LEASE_MS + MARGIN_MS, signal);
}

async function until(time: number, signal: AbortSignal): Promise<void> {
  await wait(Math.max(0, time - monotonicClock()), undefined, { signal }).catch(() => undefined);
}
