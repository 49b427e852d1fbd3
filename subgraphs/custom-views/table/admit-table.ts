import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import { GraphQLError } from 'graphql';
import { badInput } from '../../kit/errors.ts';

/** Cells of one table. */
export const MOST_CELLS = 200_000;
/** Cells of all tables that one request computes: a change between two instants computes its table twice. */
const MOST_CELLS_OF_REQUEST = 2 * MOST_CELLS;
/** Cells from which on a table waits for its turn. */
const LARGE_TABLE = 10_000;
/** Large tables that are computed at once, and that may wait: they share one processor, and each is in memory meanwhile. */
const turns = bulkhead(2, 20);

/** Computes a table of so many cells when it may: the tables of one request together are bounded, and large ones take turns. */
export type AdmitTable = <Result>(cells: number, compute: () => Promise<Result>) => Promise<Result>;

/** What one request may compute. */
export function admitTables(signal?: AbortSignal): AdmitTable {
  let admitted = 0;
  return async (cells, compute) => {
    admitted += cells;
    if (admitted > MOST_CELLS_OF_REQUEST)
      throw badInput(
        `The tables of one request have at most ${MOST_CELLS_OF_REQUEST} cells together, but ${admitted} or more were asked. Send a request for each.`,
      );
    if (cells < LARGE_TABLE) return compute();
    return turns.execute(compute, signal).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error instanceof BulkheadRejectedError ? overloaded() : error;
    });
  };
}

function overloaded(): GraphQLError {
  return new GraphQLError(
    'Other large tables are being computed, and enough of them wait. Ask again in a moment, or for fewer units or columns.',
    { extensions: { code: 'SUBGRAPH_OVERLOADED' } },
  );
}
