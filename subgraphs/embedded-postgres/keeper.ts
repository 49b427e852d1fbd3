import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

export const DATABASE = 'lien_thong';

/** Number of the lock that whoever stops the server in the end holds meanwhile. */
const LOCK = 20_250_701;
/** So long a server may take to recover from a crash of one of its processes, or to finish starting. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 250;
/** No connection yet, PostgreSQL's word that it is starting or recovering, or a connection that was cut while it opened. */
const COMING_UP = /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|Connection terminated.*)$/;

export interface Keeper {
  readonly release: () => Promise<void>;
}

/**
 * Marks the server as kept by this process, on a connection of its own, and makes the database if it is not there. Refused while
 * another process keeps it. The mark is taken again when PostgreSQL has closed the connection.
 */
export async function keepDatabase(url: string, folder: string, announce: (line: string) => void): Promise<Keeper> {
  let released = false;
  let client = await take();

  async function take(): Promise<pg.Client> {
    const taken = await connect(url);
    await lock(taken, folder);
    taken.once('end', () => void takeAgain());
    return taken;
  }

  async function takeAgain(): Promise<void> {
    if (released) return;
    try {
      client = await take();
    } catch (error) {
      announce(`The database is no longer kept by this process: ${(error as Error).message}`);
    }
  }

  return {
    release: async () => {
      released = true;
      await client.end().catch(() => undefined);
    },
  };
}

/** Connects as soon as the server lets it. */
async function connect(url: string): Promise<pg.Client> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await wait(PAUSE_MS)) {
    const client = new pg.Client({
      connectionString: url.replace(/[^/]+$/, 'postgres'),
      application_name: `lien-thong ${process.pid}`,
      connectionTimeoutMillis: PATIENCE_MS,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      if (!COMING_UP.test(code ?? message) || Date.now() > deadline) throw error;
    }
  }
}

async function lock(client: pg.Client, folder: string): Promise<void> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK]);
  if (!rows[0]?.held) {
    const { rows: keepers } = await client.query<{ application_name: string }>(
      `select application_name from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and objid = $1`,
      [LOCK],
    );
    await client.end();
    const keeper = keepers[0]?.application_name.split(' ')[1] ?? 'unknown';
    throw new Error(
      `The database in ${folder} is already in use by another start (process ${keeper}). Stop that one, or set LIEN_THONG_DATA to another folder.`,
    );
  }
  const { rows: found } = await client.query('select from pg_database where datname = $1', [DATABASE]);
  if (found.length === 0) await client.query(`create database ${DATABASE}`);
}
