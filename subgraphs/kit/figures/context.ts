import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import { findFigures, type FigureAnswer, type FigureKey } from './find.ts';
import type { FigureTables } from './tables.ts';
import type { SubgraphContext } from '../subgraph.ts';

export interface FigureContext extends SubgraphContext<FigureTables> {
  readonly figures: DataLoader<FigureKey, FigureAnswer, string>;
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
  };
  return context;
}
