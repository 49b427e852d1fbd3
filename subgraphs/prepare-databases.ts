import { sql, type ControlledTransaction, type Kysely } from 'kysely';
import { readAreaDirectory } from './administrative-units/subgraph.ts';
import type { AreaDirectory } from './kit/area-directory.ts';
import { beginAcknowledgedWrite } from './kit/data-version/acknowledged-write.ts';
import { openDatabase } from './kit/database.ts';
import { loginsOf } from './kit/logins.ts';
import { migrate } from './kit/migrate.ts';
import { grantReading, provision, type SubgraphLogins } from './kit/provision.ts';
import type { Subgraph } from './kit/subgraph.ts';
import { load, type Submission } from './kit/submission.ts';

/** What is told while databases are prepared. */
export interface PrepareProgress {
  /** A step begins. */
  step(text: string): void;
  /** Loading begins, of so many records in all. */
  begin(records: number): void;
  /** So many more records are done. */
  advance(records: number): void;
  /** Loading has ended; so many records were new. */
  end(written: number): void;
}

/**
 * Brings the databases of these subgraphs to where they can be served: roles and schemas (with `DATABASE_URL`), tables, figures.
 * All files are read and checked before anything is written, and nothing is committed before all has been written. Returns when no
 * gateway answers from older data any more. `areas`: the list of units, where it has been read before.
 */
export async function prepareDatabases(
  subgraphs: readonly Subgraph[],
  environment: NodeJS.ProcessEnv,
  progress: PrepareProgress,
  areas: AreaDirectory | null = null,
): Promise<void> {
  const logins = new Map(subgraphs.map((subgraph) => [subgraph, loginsOf(subgraph, environment)]));
  progress.step('Reading and checking the files');
  const directory = areas ?? readAreaDirectory();
  const submissions = subgraphs.map((subgraph) => ({ subgraph, submission: subgraph.readFiles(directory) }));
  if (environment['DATABASE_URL']) {
    progress.step('Roles and schemas, one of each for every agency');
    await withDatabase(environment['DATABASE_URL'], 'public', async (admin) => {
      await oneAtATime(admin);
      for (const subgraph of subgraphs) await provision(admin, subgraph, logins.get(subgraph)!);
    });
  }
  const writes = await Promise.all(
    subgraphs.map((subgraph) => beginAcknowledgedWrite(logins.get(subgraph)!.owner, subgraph.databaseSchema)),
  );
  try {
    await migrateAll(subgraphs, logins, progress);
    progress.begin(submissions.reduce((sum, { submission }) => sum + submission.records, 0));
    progress.end(await loadAll(submissions, logins, (count) => progress.advance(count)));
    await Promise.all(writes.map(({ acknowledged }) => acknowledged()));
  } finally {
    for (const { end } of writes) end();
  }
}

/** Brings the tables of every subgraph up to date, as their owners. */
async function migrateAll(
  subgraphs: readonly Subgraph[],
  logins: ReadonlyMap<Subgraph, SubgraphLogins>,
  progress: PrepareProgress,
): Promise<void> {
  progress.step('Migrations');
  for (const subgraph of subgraphs) {
    const login = logins.get(subgraph)!;
    await withDatabase(login.owner, subgraph.databaseSchema, async (owner) => {
      await oneAtATime(owner);
      await migrate(subgraph, owner);
      await grantReading(owner, subgraph, login);
    });
  }
}

/** Loads every subgraph in a transaction of its own, and commits when all have succeeded; answers how many records were new. */
async function loadAll(
  submissions: readonly { readonly subgraph: Subgraph; readonly submission: Submission<any> }[],
  logins: ReadonlyMap<Subgraph, SubgraphLogins>,
  onRecords: (count: number) => void,
): Promise<number> {
  const open: { db: Kysely<any>; transaction: ControlledTransaction<any> }[] = [];
  try {
    let written = 0;
    for (const { subgraph, submission } of submissions) {
      const db = openDatabase<any>(logins.get(subgraph)!.owner, { schema: subgraph.databaseSchema, connections: 1 });
      const transaction = await db.startTransaction().execute();
      open.push({ db, transaction });
      written += await load(transaction, submission, onRecords);
    }
    for (const { transaction } of open) await transaction.commit().execute();
    return written;
  } catch (error) {
    for (const { transaction } of open) if (!transaction.isCommitted) await transaction.rollback().execute();
    throw error;
  } finally {
    for (const { db } of open) await db.destroy();
  }
}

/** Lets others who prepare the same database wait until this connection closes. */
async function oneAtATime(db: Kysely<any>): Promise<void> {
  await sql`select pg_advisory_lock(hashtext('lien-thong prepare'))`.execute(db);
}

async function withDatabase<Result>(
  url: string,
  schema: string,
  work: (db: Kysely<any>) => Promise<Result>,
): Promise<Result> {
  const db = openDatabase(url, { schema, connections: 1 });
  try {
    await sql`select 1`.execute(db).catch((error: Error) => {
      throw new Error(`The database at ${new URL(url).host} could not be reached as ${new URL(url).username}`, {
        cause: error,
      });
    });
    return await work(db);
  } finally {
    await db.destroy();
  }
}
