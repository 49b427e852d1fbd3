import { isExact } from '../../figures/interval.ts';
import type { Cell } from './rule.ts';

/** What occurs among the cells of a column: a rule that speaks of none of it need not look at them. */
export interface Summary {
  readonly periods: ReadonlySet<string | null>;
  readonly statuses: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  readonly bases: ReadonlySet<string | null>;
  /** Of the figures that stand in cells themselves. */
  readonly sources: ReadonlySet<string>;
  readonly hasBounds: boolean;
  readonly isApproximate: boolean;
  /** Some are made of others. */
  readonly hasParts: boolean;
}

export function summaryOf(cells: readonly Cell[]): Summary {
  const [periods, bases] = [new Set<string | null>(), new Set<string | null>()];
  const [statuses, origins, sources] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let [hasBounds, isApproximate, hasParts] = [false, false, false];
  for (const { cell } of cells) {
    periods.add(cell.timePeriod);
    statuses.add(cell.status);
    origins.add(cell.origin);
    bases.add(cell.figure?.periodBasis ?? null);
    const citation = cell.figure?.citation;
    if (citation) sources.add(citation.source);
    hasBounds ||= !isExact(cell.interval!);
    isApproximate ||= cell.isApproximate;
    hasParts ||= cell.parts.length > 0;
  }
  return { periods, statuses, origins, bases, sources, hasBounds, isApproximate, hasParts };
}
