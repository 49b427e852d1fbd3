/** What to send, how, and for how long. */
export interface Load {
  readonly url: string;
  /** Sent in turn, over and over. */
  readonly bodies: readonly string[];
  /** Bytes of the answer to each body; null where that is not known. Others are counted as wrong. */
  readonly sizes: readonly number[] | null;
  readonly connections: number;
  readonly seconds: number;
  /** Sends another `Authorization` with every request. */
  readonly callerPerRequest: boolean;
}

/** What came of a load; times in milliseconds. */
export interface LoadResult {
  /** Answers within the time. */
  readonly answers: number;
  /** Answers in all, those after the time included. */
  readonly answersInAll: number;
  readonly rps: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Answers with a status other than 200. */
  readonly refused: number;
  /** Connections that broke. */
  readonly broken: number;
  /** Answers of another size than the one that was checked. */
  readonly wrongSizes: number;
}
