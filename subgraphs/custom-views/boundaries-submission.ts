import type { AreaDirectory } from '../kit/area-directory.ts';
import type { Submission } from '../kit/submission.ts';
import type { Tables } from './tables.ts';
import { contentOf, versionOfContent } from './units/boundaries.ts';

/** The list of units as it is handed to every subgraph: another version beside those that were loaded before. */
export function boundariesSubmission(areas: AreaDirectory): Submission<Tables> {
  const content = contentOf(areas);
  const version = versionOfContent(content);
  return {
    // A copy of what was counted with the units themselves.
    records: 0,
    digest: version,
    async write(transaction) {
      await transaction
        .insertInto('boundaries')
        .values({ version, content })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return 0;
    },
  };
}
