import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import type { ColumnsQuestion } from './columns-question.ts';
import { findColumns, type ColumnRows } from './find-columns.ts';
import { findFigures, type FigureAnswer, type FigureKey } from './find.ts';
import type { FigureTables } from './tables.ts';
import type { SubgraphContext } from '../subgraph.ts';

export interface FigureContext extends SubgraphContext<FigureTables> {
  readonly figures: DataLoader<FigureKey, FigureAnswer, string>;
  /** All that a request asks of `_figures` comes from one snapshot. */
  readonly columns: DataLoader<ColumnsQuestion, ColumnRows>;
}

/** Made for each request, so that nothing loaded for one caller reaches another. */
export function figureContext(db: Kysely<FigureTables>): FigureContext {
  const context: FigureContext = {
    db,
    read: { dataVersion: null },
    figures: new DataLoader(
      async (keys) => {
        const answers = await findFigures(db, keys);
        context.read.dataVersion ??= answers[0]?.dataVersion ?? null;
        return answers;
      },
      { cacheKeyFn: JSON.stringify },
    ),
    columns: new DataLoader(
      async (questions) => {
        const found = await findColumns(db, questions);
        context.read.dataVersion = found[0]!.dataVersion;
        return found;
      },
      { cache: false },
    ),
  };
  return context;
}
