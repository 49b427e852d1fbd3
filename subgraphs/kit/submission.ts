import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';

/** What a subgraph's files hold, read and checked. */
export interface Submission<Tables> {
  /** Number of records, for the progress shown. */
  readonly records: number;
  /** Hash of all records: equal submissions have equal ones. */
  readonly digest: string;
  /** Writes what is new, in the caller's transaction, reporting records as they are done; answers how many were new. */
  write(transaction: Transaction<Tables>, onRecords: (count: number) => void): Promise<number>;
}

/** Hash of everything that a submission would write. */
export function digestOf(...records: readonly object[]): string {
  const hash = createHash('sha256');
  for (const part of records) hash.update(JSON.stringify(part));
  return hash.digest('base64url');
}

/** Writes a submission, unless it is the one that was loaded last; answers how many records were new. */
export async function load<Tables>(
  transaction: Transaction<Tables>,
  submission: Submission<Tables>,
  onRecords: (count: number) => void,
): Promise<number> {
  // One load at a time: what is new is found by comparing with what is recorded.
  await sql`lock table loaded in exclusive mode`.execute(transaction);
  const { rows } = await sql<{ digest: string }>`select digest from loaded order by number desc limit 1`.execute(
    transaction,
  );
  if (rows[0]?.digest === submission.digest) {
    onRecords(submission.records);
    return 0;
  }
  const written = await submission.write(transaction, onRecords);
  await sql`insert into loaded (digest) values (${submission.digest})`.execute(transaction);
  return written;
}

/** A fault in a file, with its place; `line` counts from 1, the header included. */
export class SubmissionError extends Error {
  override readonly name = 'SubmissionError';

  constructor(file: string, line: number, column: string, found: string, expected: string) {
    super(`${file}, line ${line}, column ${column}: expected ${expected}, but found "${found}". Nothing was loaded.`);
  }
}
