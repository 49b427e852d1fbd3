import type { LineagePath } from './queries.ts';

/**
 * One entry for each unit that paths lead to, ordered by code. Where several paths lead to one unit, the shares add up; they stay
 * unknown where one of them is.
 */
export function combinedByUnit(paths: readonly LineagePath[]): LineagePath[] {
  const byUnit = Map.groupBy(paths, (path) => path.unit.code);
  return [...byUnit.values()]
    .map(([first, ...others]) =>
      others.reduce<LineagePath>(
        (sum, path) => ({
          ...sum,
          share: sum.share === null || path.share === null ? null : sum.share + path.share,
          effective_date: sum.effective_date > path.effective_date ? sum.effective_date : path.effective_date,
          legal_bases: sum.legal_bases.concat(path.legal_bases),
        }),
        first!,
      ),
    )
    .map((path) => ({ ...path, legal_bases: [...new Set(path.legal_bases)] }));
}
