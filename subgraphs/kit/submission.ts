import type { Transaction } from 'kysely';

/** What a subgraph's files hold, read and checked. */
export interface Submission<Tables> {
  /** Number of records, for the progress shown. */
  readonly records: number;
  /** Writes what is new, in the caller's transaction, reporting records as they are done; answers how many were new. */
  write(transaction: Transaction<Tables>, onRecords: (count: number) => void): Promise<number>;
}

/** A fault in a file, with its place; `line` counts from 1, the header included. */
export class SubmissionError extends Error {
  override readonly name = 'SubmissionError';

  constructor(file: string, line: number, column: string, found: string, expected: string) {
    super(`${file}, line ${line}, column ${column}: expected ${expected}, but found "${found}". Nothing was loaded.`);
  }
}
