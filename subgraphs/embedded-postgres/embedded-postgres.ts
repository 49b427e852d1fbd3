import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedPostgres } from './binaries.ts';
import { chooseFolder, makeFolder, makePrivateFolder, reachablePrograms } from './folder.ts';
import { postgresUser } from './run-as.ts';
import { DATABASE, keepDatabase } from './keeper.ts';
import { initialise, runningPort, startServer, stopServer, type PostgresPlace } from './server.ts';

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
  const cluster = clusterOf(folder);
  const place: PostgresPlace = {
    programs: reachablePrograms(await installedPostgres(), folder, user),
    data: cluster.data,
    user,
  };
  if (!existsSync(cluster.folder)) await create(cluster.folder, place);
  const password = readPassword(cluster);
  const found = await runningPort(place);
  const url = urlOf(found ?? (await startServer(place, options.settings ?? [])), password);
  const keeper = await keepDatabase(url, folder, options.announce);
  if (found) options.announce('Took over the database that an interrupted start left running');
  return {
    url,
    folder,
    stop: async () => {
      await keeper.release();
      await stopServer(place);
    },
  };
}

/** The login of an embedded PostgreSQL that another process keeps running, or null. */
export async function runningEmbeddedPostgres({
  project,
  folder: named,
}: Pick<EmbeddedPostgresOptions, 'project' | 'folder'>): Promise<string | null> {
  const user = postgresUser();
  const cluster = clusterOf(chooseFolder(project, named, user, () => {}));
  const port = await runningPort({ programs: '', data: cluster.data, user });
  return port === null ? null : urlOf(port, readPassword(cluster));
}

/** Data and the administrator's password, which this process's user alone may read. */
interface Cluster {
  readonly folder: string;
  readonly data: string;
  readonly password: string;
}

function clusterOf(folder: string): Cluster {
  const cluster = join(folder, 'cluster');
  return { folder: cluster, data: join(cluster, 'data'), password: join(cluster, 'password') };
}

/**
 * Creates the cluster beside its place and moves it there when it is whole: an interrupted start leaves nothing that looks like one,
 * and of two starts at once only one can be first.
 */
async function create(folder: string, place: PostgresPlace): Promise<void> {
  const partial = `${folder}.${process.pid}.partial`;
  rmSync(partial, { recursive: true, force: true });
  try {
    makeFolder(partial);
    const password = randomBytes(24).toString('base64url');
    writeFileSync(join(partial, 'password'), password, { mode: 0o600 });
    const handedOver = join(partial, 'password.initdb');
    writeFileSync(handedOver, password, { mode: 0o600 });
    if (place.user) chownSync(handedOver, place.user.uid, place.user.gid);
    makePrivateFolder(join(partial, 'data'), place.user);
    await initialise({ ...place, data: join(partial, 'data') }, handedOver);
    rmSync(handedOver);
    renameSync(partial, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function readPassword({ password, data }: Cluster): string {
  if (existsSync(password)) return readFileSync(password, 'utf8');
  throw new Error(
    `${password} is missing, which opens the data in ${data}. Put it back, or delete the folder around it to load everything again.`,
  );
}

function urlOf(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${DATABASE}`;
}
