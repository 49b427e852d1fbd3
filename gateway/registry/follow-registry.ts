import { setTimeout as wait } from 'node:timers/promises';
import type { FollowLog } from '../follow-file.ts';
import { askLatest, registryConnection, type LatestGraph } from './latest-graph.ts';

/** The registry is asked so often where it tells of nothing: a notification may be lost. */
const POLL_MS = 2_000;

/** Calls `take` whenever another graph than the one known may be served, until it is stopped; a connection that is lost is made anew. */
export async function followRegistry(
  databaseUrl: string,
  known: () => number,
  take: (latest: LatestGraph | null) => Promise<void>,
  signal: AbortSignal,
  log: FollowLog,
): Promise<void> {
  let isLost = false;
  while (!signal.aborted) {
    const client = registryConnection(databaseUrl);
    const moved = waker();
    client.on('error', moved.wake);
    client.on('end', moved.wake);
    client.on('notification', moved.wake);
    signal.addEventListener('abort', moved.wake, { once: true });
    try {
      await client.connect();
      await client.query('listen registry');
      isLost = false;
      while (!signal.aborted) {
        await take(await askLatest(client, known()));
        await Promise.race([moved.next(), wait(POLL_MS, undefined, { signal }).catch(() => undefined)]);
      }
    } catch (error) {
      if (!isLost && !signal.aborted)
        log.error({ err: error }, 'The registry cannot be reached: the graph served last goes on.');
      isLost = true;
      await wait(POLL_MS / 2, undefined, { signal }).catch(() => undefined);
    } finally {
      signal.removeEventListener('abort', moved.wake);
      await client.end().catch(() => undefined);
    }
  }
}

/** Resolves `next` when it was woken since the last time, or is now. */
function waker() {
  let { promise, resolve } = Promise.withResolvers<void>();
  return {
    wake: () => resolve(),
    next: async () => {
      await promise;
      ({ promise, resolve } = Promise.withResolvers<void>());
    },
  };
}
