import { sql, type Kysely } from 'kysely';
import { readAreaDirectory } from './administrative-units/subgraph.ts';
import { openDatabase } from './kit/database.ts';
import { loginsOf } from './kit/logins.ts';
import { migrate } from './kit/migrate.ts';
import { provision } from './kit/provision.ts';
import type { Subgraph } from './kit/subgraph.ts';
import { load } from './kit/submission.ts';

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
 * All files are read and checked before anything is written, and each subgraph is written in one transaction.
 */
export async function prepareDatabases(
  subgraphs: readonly Subgraph[],
  environment: NodeJS.ProcessEnv,
  progress: PrepareProgress,
): Promise<void> {
  const logins = new Map(subgraphs.map((subgraph) => [subgraph, loginsOf(subgraph, environment)]));
  progress.step('Reading and checking the files');
  const areas = readAreaDirectory();
  const submissions = subgraphs.map((subgraph) => ({ subgraph, submission: subgraph.readFiles(areas) }));
  if (environment['DATABASE_URL']) {
    progress.step('Roles and schemas, one of each for every agency');
    await withDatabase(environment['DATABASE_URL'], 'public', async (admin) => {
      for (const subgraph of subgraphs) await provision(admin, subgraph, logins.get(subgraph)!);
    });
  }
  progress.step('Migrations');
  const total = submissions.reduce((sum, { submission }) => sum + submission.records, 0);
  const inAllOwned = async (work: (db: Kysely<any>, index: number) => Promise<void>) => {
    for (const [index, subgraph] of subgraphs.entries()) {
      await withDatabase(logins.get(subgraph)!.owner, subgraph.databaseSchema, (db) => work(db, index));
    }
  };
  await inAllOwned((db, index) => migrate(subgraphs[index]!, db));
  progress.begin(total);
  let written = 0;
  await inAllOwned(async (db, index) => {
    const { submission } = submissions[index]!;
    written += await db
      .transaction()
      .execute((transaction) => load(transaction, submission, (count) => progress.advance(count)));
  });
  progress.end(written);
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
