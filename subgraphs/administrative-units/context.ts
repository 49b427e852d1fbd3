import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import type { SubgraphContext } from '../kit/subgraph.ts';
import {
  findChildren,
  findPredecessors,
  findSuccessors,
  findUnits,
  type Answers,
  type LineagePath,
  type Unit,
  type UnitOnDay,
} from './queries.ts';
import type { Tables } from './tables.ts';

export interface UnitContext extends SubgraphContext<Tables> {
  readonly units: DataLoader<string, Unit | null>;
  readonly children: DataLoader<UnitOnDay, Unit[], string>;
  readonly predecessors: DataLoader<UnitOnDay, LineagePath[], string>;
  readonly successors: DataLoader<UnitOnDay, LineagePath[], string>;
}

/** Made for each request, so that nothing loaded for one caller reaches another. */
export function unitContext(db: Kysely<Tables>): UnitContext {
  const byUnitAndDay = { cacheKeyFn: ({ code, on }: UnitOnDay) => `${code} ${on}` };
  const noted = <Answer>({ answers, dataVersion }: Answers<Answer>) => {
    context.read.dataVersion ??= dataVersion;
    return answers;
  };
  const context: UnitContext = {
    db,
    read: { dataVersion: null },
    units: new DataLoader(async (codes) => {
      const units = await findUnits(db, codes);
      context.read.dataVersion ??= units[0]?.dataVersion ?? null;
      const byCode = new Map(units.map((unit) => [unit.code, unit]));
      return codes.map((code) => byCode.get(code) ?? null);
    }),
    children: new DataLoader(async (questions) => noted(await findChildren(db, questions)), byUnitAndDay),
    predecessors: new DataLoader(async (questions) => noted(await findPredecessors(db, questions)), byUnitAndDay),
    successors: new DataLoader(async (questions) => noted(await findSuccessors(db, questions)), byUnitAndDay),
  };
  return context;
}
