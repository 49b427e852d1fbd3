import { setTimeout as wait } from 'node:timers/promises';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import type { ErrorLog } from '../server.ts';
import { monotonicClock, type Clock, type Lease } from './lease.ts';
import { LeaseBook } from './lease-book.ts';
import { connectToWatch, type WatchConnection } from './watch-connection.ts';

/** The version is read so often without a notification, to renew the lease. */
const READ_EVERY_MS = 150;
/** A connection that is lost again and again is made again no faster than this. */
const REST_MS = 50;

export interface WatchOptions {
  /** Login of the reader role. */
  readonly databaseUrl: string;
  readonly schema: string;
  readonly log: ErrorLog;
  readonly clock?: Clock;
}

/** Follows the version of a subgraph's data in its own database. */
export interface DataVersionWatch {
  /** The version that the last read confirmed, or null when it is not known now. */
  readonly lease: () => Lease | null;
  /** Is told of each version that is new to this process; answers how to tell it no more. */
  readonly onVersion: (listener: (version: string) => void) => () => void;
  /** The leases passed on from here. Writers are told of a version when none of another is left. */
  readonly leases: LeaseBook;
  /** To be called when a gateway has confirmed something. */
  readonly checkConfirmed: () => void;
  /** Reads the version now. */
  readonly refresh: () => void;
  readonly stop: () => Promise<void>;
}

/** Starts to follow the version; a database that cannot be reached is tried again until it can. */
export function watchDataVersion({ databaseUrl, schema, log, clock = monotonicClock }: WatchOptions): DataVersionWatch {
  const stopping = new AbortController();
  const leases = new LeaseBook();
  const listeners = new Set<(version: string) => void>();
  let connection: WatchConnection | null = null;
  let lease: Lease | null = null;
  let version: string | null = null;
  /** The version that writers were told of on this connection. */
  let told: string | null = null;
  let reading = false;
  let readAgain = false;
  let checkLater: NodeJS.Timeout | undefined;

  function take(found: Lease): void {
    lease = found;
    if (version !== found.version) {
      version = found.version;
      for (const listener of listeners) listener(version);
    }
    checkConfirmed();
  }

  /** One read at a time; what moves during one is read by the next. */
  async function read(): Promise<void> {
    const asked = connection;
    if (reading || !asked) {
      readAgain = reading;
      return;
    }
    reading = true;
    try {
      const found = await asked.read();
      if (asked === connection) take(found);
    } catch {
      // Whatever it was: the connection is made again.
      asked.cut();
    }
    reading = false;
    const again = readAgain;
    readAgain = false;
    if (again) await read();
  }
  const refresh = () => void read();

  function checkConfirmed(): void {
    clearTimeout(checkLater);
    if (!connection || !lease || told === lease.version) return;
    const now = clock();
    const othersEndAt = leases.othersEndAt(lease.version, now);
    if (othersEndAt > now) {
      checkLater = setTimeout(checkConfirmed, othersEndAt - now + 1);
      return;
    }
    told = lease.version;
    connection.confirm(told);
  }

  async function connect(): Promise<WatchConnection> {
    stopping.signal.throwIfAborted();
    const made = await connectToWatch({ databaseUrl, schema, clock, onMoved: refresh });
    try {
      const first = await made.read();
      stopping.signal.throwIfAborted();
      connection = made;
      told = null;
      take(first);
      return made;
    } catch (error) {
      made.cut();
      throw error;
    }
  }

  const reconnect = retry(handleAll, {
    maxAttempts: Infinity,
    backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1_000 }),
  }).dangerouslyUnref();
  let failing = false;
  reconnect.onRetry((failure) => {
    if (failing || stopping.signal.aborted) return;
    failing = true;
    const err = 'error' in failure ? failure.error : undefined;
    log.error({ err, schema }, 'The version of the data is not known: nothing is answered from caches until it is.');
  });

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      const made = await reconnect.execute(connect, stopping.signal);
      failing = false;
      // What moved while the first read was under way was not heard of.
      refresh();
      const renewing = setInterval(refresh, READ_EVERY_MS);
      await made.lost;
      clearInterval(renewing);
      clearTimeout(checkLater);
      connection = null;
      lease = null;
      await wait(REST_MS, undefined, { signal: stopping.signal });
    }
  }
  // Ends only when it is stopped.
  follow().catch(() => undefined);

  return {
    lease: () => lease,
    onVersion: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    leases,
    checkConfirmed,
    refresh,
    stop: async () => {
      stopping.abort();
      lease = null;
      const ended = connection;
      ended?.cut();
      await ended?.lost;
    },
  };
}
