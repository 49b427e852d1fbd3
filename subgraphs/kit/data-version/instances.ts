import { randomUUID } from 'node:crypto';
import { versionChannels } from './channels.ts';
import { connectToListen } from './listening-client.ts';
import { isOlderVersion } from './version.ts';

/** A statement that takes longer is not waited for: all leases have ended then. */
const STATEMENT_MS = 2_000;

/** The processes that serve a subgraph, as its writer sees them. */
export interface Instances {
  /** The version of the data at the beginning, or null where there were no tables yet. */
  readonly before: string | null;
  /** The version of the data now, likewise. */
  readonly version: () => Promise<string | null>;
  /** Finds every instance that has ever read the version between the beginning and this call. */
  readonly findAll: () => Promise<void>;
  /** Resolves when every instance has confirmed this version or a newer one; one that was lost never does. */
  readonly allConfirmed: (version: string) => Promise<void>;
  readonly end: () => void;
}

/**
 * Listens to the instances from now on. An instance is known by its number and by the process of PostgreSQL that its connection has,
 * which PostgreSQL itself tells: another role of the same database can pretend to be one more, but not to be one of these.
 */
export async function listenToInstances(ownerUrl: string, schema: string): Promise<Instances> {
  const { confirmed, lockClass } = versionChannels(schema);
  /** The last version that each has confirmed, by process and number. */
  const instances = new Map<string, string | null>();
  const barriers = new Map<string, () => void>();
  let changed = () => {};
  const client = await connectToListen({
    url: ownerUrl,
    schema,
    readOnly: false,
    statementMs: STATEMENT_MS,
    name: `lien-thong writer of ${schema}`,
    onNotification: ({ processId, payload = '' }) => {
      barriers.get(payload)?.();
      const said = /^(\d+)(?: ([\w-]+))?$/.exec(payload);
      if (!said) return;
      const instance = `${processId}/${said[1]}`;
      instances.set(instance, said[2] ?? instances.get(instance) ?? null);
      changed();
    },
  });
  const { ask } = client;
  const findLocks = async () => {
    const held = await ask<{ instance: string }>(
      `select pid || '/' || objid as instance from pg_locks
       where locktype = 'advisory' and granted and objsubid = 2 and classid = $1
         and database = (select oid from pg_database where datname = current_database())`,
      [lockClass],
    );
    for (const { instance } of held) if (!instances.has(instance)) instances.set(instance, null);
  };
  const version = async () => {
    const [table] = await ask<{ there: boolean }>(`select to_regclass('data_version') is not null as there`);
    if (!table!.there) return null;
    const [row] = await ask<{ version: string }>(`select number || '-' || installation as version from data_version`);
    return row?.version ?? null;
  };
  let before: string | null;
  try {
    await ask(`listen "${confirmed}"`);
    await findLocks();
    before = await version();
  } catch (error) {
    client.cut();
    throw error;
  }

  return {
    before,
    version,
    findAll: async () => {
      // Notifications come in the order of their commits: with this one, everything that was said before has been heard.
      const barrier = `barrier ${randomUUID()}`;
      const heard = new Promise<void>((resolve) => barriers.set(barrier, resolve));
      await ask('select pg_notify($1, $2)', [confirmed, barrier]);
      await untilLost(heard);
      barriers.delete(barrier);
      await findLocks();
    },
    allConfirmed: (awaited) => {
      const confirms = (known: string | null) =>
        known === awaited || (known !== null && isOlderVersion(awaited, known));
      return untilLost(
        new Promise<void>((resolve) => {
          changed = () => {
            if ([...instances.values()].every(confirms)) resolve();
          };
          changed();
        }),
      );
    },
    end: client.cut,
  };

  async function untilLost(event: Promise<void>): Promise<void> {
    const lost = client.lost.then(() => {
      throw new Error(`The connection to the database was lost while ${schema} waited for its gateways.`);
    });
    lost.catch(() => undefined);
    await Promise.race([event, lost]);
  }
}
