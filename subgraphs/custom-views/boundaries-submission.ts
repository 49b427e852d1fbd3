import type { AreaDirectory } from '../kit/area-directory.ts';
import type { Submission } from '../kit/submission.ts';
import type { Tables } from './tables.ts';
import { contentOf, versionOfContent } from './units/boundaries.ts';

/** The list of units as it is handed to every subgraph: another version beside those that were loaded before. */
export function boundariesSubmission(areas: AreaDirectory): Submission<Tables> {
  const content = contentOf(areas);
  const version = versionOfContent(content);
  return {
    records: 1,
    digest: version,
    async write(transaction, onRecords) {
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('boundaries')
        .values({ version, content })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      onRecords(1);
      return Number(numInsertedOrUpdatedRows);
    },
  };
}
