import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { installedPostgres } from './binaries.ts';
import { chooseFolder, makeFolder, makePrivateFolder, reachablePrograms } from './folder.ts';
import { postgresUser } from './run-as.ts';
import { initialise, runningPort, startServer, stopServer, type PostgresPlace } from './server.ts';

export const DATABASE = 'lien_thong';
/** Number of the lock that whoever stops the server in the end holds meanwhile. */
const KEEPER_LOCK = 20_250_701;

export interface EmbeddedPostgresOptions {
  /** Root of the project. */
  readonly project: string;
  /** `LIEN_THONG_DATA`. */
  readonly folder?: string | undefined;
  /** Settings of the server, `fsync=off`. */
  readonly settings?: readonly string[];
  readonly announce: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** An administrator's login to the database. */
  readonly url: string;
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the embedded PostgreSQL, or takes over one that an interrupted start left running. Refused while another process keeps it.
 * The data stays when it is stopped.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = postgresUser();
  const folder = chooseFolder(options.project, options.folder, user, options.announce);
  makeFolder(folder);
  const place: PostgresPlace = {
    programs: reachablePrograms(await installedPostgres(), folder, user),
    data: join(folder, 'data'),
    user,
  };
  const password = await passwordOf(folder, place);
  const running = runningPort(place);
  const port = running ?? (await startServer(place, options.settings ?? []));
  const url = urlOf(port, password);
  const keeper = await keep(url, folder);
  if (running) options.announce('Took over the database that an interrupted start left running');
  return {
    url,
    folder,
    stop: async () => {
      await keeper.end();
      await stopServer(place);
    },
  };
}

/** The login of an embedded PostgreSQL that another process keeps running, or null. */
export function runningEmbeddedPostgres({
  project,
  folder: named,
}: Pick<EmbeddedPostgresOptions, 'project' | 'folder'>): string | null {
  const user = postgresUser();
  const folder = chooseFolder(project, named, user, () => {});
  const port = runningPort({ programs: '', data: join(folder, 'data'), user });
  return port && existsSync(passwordFileOf(folder)) ? urlOf(port, readFileSync(passwordFileOf(folder), 'utf8')) : null;
}

/**
 * The administrator's password, made before the data at the first start and readable by this process's user only. Data appears under
 * its name when it is whole, so that an interrupted start leaves nothing that looks like it.
 */
async function passwordOf(folder: string, place: PostgresPlace): Promise<string> {
  const file = passwordFileOf(folder);
  if (existsSync(place.data)) {
    if (existsSync(file)) return readFileSync(file, 'utf8');
    throw new Error(
      `${file} is missing, which opens the data in ${place.data}. Put it back, or delete ${place.data} to load everything again.`,
    );
  }
  const password = existsSync(file) ? readFileSync(file, 'utf8') : randomBytes(24).toString('base64url');
  writeFileSync(file, password, { mode: 0o600 });
  const partial = `${place.data}.partial`;
  rmSync(partial, { recursive: true, force: true });
  makePrivateFolder(partial, place.user);
  const handedOver = `${file}.initdb`;
  writeFileSync(handedOver, password, { mode: 0o600 });
  if (place.user) chownSync(handedOver, place.user.uid, place.user.gid);
  try {
    await initialise({ ...place, data: partial }, handedOver);
    renameSync(partial, place.data);
  } finally {
    rmSync(handedOver);
  }
  return password;
}

/** Holds the keeper's lock on a connection of its own, and makes the database if it is not there. */
async function keep(url: string, folder: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url.replace(/[^/]+$/, 'postgres'),
    application_name: `lien-thong ${process.pid}`,
  });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [KEEPER_LOCK]);
  if (!rows[0]?.held) {
    const { rows: keepers } = await client.query<{ application_name: string }>(
      `select application_name from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and objid = $1`,
      [KEEPER_LOCK],
    );
    await client.end();
    const process = keepers[0]?.application_name.split(' ')[1] ?? 'unknown';
    throw new Error(
      `The database in ${folder} is already in use by another start (process ${process}). Stop that one, or set LIEN_THONG_DATA to another folder.`,
    );
  }
  const { rows: found } = await client.query('select from pg_database where datname = $1', [DATABASE]);
  if (found.length === 0) await client.query(`create database ${DATABASE}`);
  return client;
}

function urlOf(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${DATABASE}`;
}

function passwordFileOf(folder: string): string {
  return join(folder, 'password');
}
