import { newInstanceNumber, versionChannels } from './channels.ts';
import { leaseOfRead, type Clock, type Lease } from './lease.ts';
import { connectToListen } from './listening-client.ts';

/** A read that takes longer has not come back: the connection is given up. */
const READ_MS = 1_000;

/** One connection of a serving process to its database, on which it follows the version. */
export interface WatchConnection {
  /** Reads the version; the lease counts from before the read was sent. */
  readonly read: () => Promise<Lease>;
  /** Tells writers that no gateway of this process relies on an older version. */
  readonly confirm: (version: string) => void;
  readonly lost: Promise<void>;
  readonly cut: () => void;
}

export interface WatchConnectionOptions {
  /** Login of the reader role. */
  readonly databaseUrl: string;
  readonly schema: string;
  readonly clock: Clock;
  /** The version may have moved. */
  readonly onMoved: () => void;
}

/**
 * Connects, and makes this process known to writers before the version is read for the first time: a writer either finds the lock or
 * hears of it.
 */
export async function connectToWatch(options: WatchConnectionOptions): Promise<WatchConnection> {
  const { moved, confirmed, lockClass } = versionChannels(options.schema);
  const instance = newInstanceNumber();
  const client = await connectToListen({
    url: options.databaseUrl,
    schema: options.schema,
    readOnly: true,
    statementMs: READ_MS,
    name: `lien-thong versions of ${options.schema}`,
    onNotification: ({ channel }) => channel === moved && options.onMoved(),
  });
  try {
    await client.ask(`listen "${moved}"`);
    await client.ask('select pg_advisory_lock($1, $2)', [lockClass, instance]);
    await client.ask('select pg_notify($1, $2)', [confirmed, `${instance}`]);
  } catch (error) {
    client.cut();
    throw error;
  }
  return {
    read: async () => {
      const sentAt = options.clock();
      const [row] = await client.ask<{ version: string }>(
        `select number || '-' || installation as version from data_version`,
      );
      return leaseOfRead(row!.version, sentAt);
    },
    confirm: (version) => {
      // Where it fails the process is lost to the writer, which then waits until all leases have ended.
      client.ask('select pg_notify($1, $2)', [confirmed, `${instance} ${version}`]).catch(client.cut);
    },
    lost: client.lost,
    cut: client.cut,
  };
}
