import type { Indicator } from '../../kit/declarations.ts';
import { compareText } from '../figures/compare-text.ts';
import type { Figure } from '../figures/figure.ts';
import { byPreference } from '../figures/preference.ts';
import type { Boundaries } from '../units/boundaries.ts';
import { periodOf } from './period-of.ts';

/** The figures of one series: an indicator's slice in one territory. */
export interface Series {
  readonly territory: string;
  readonly slice: string;
  /** The earliest period first; one figure for each. */
  readonly figures: readonly Figure[];
}

/** All figures of one indicator, without targets, by where and when they are. */
export interface Cells {
  readonly indicator: Indicator;
  readonly count: number;
  readonly territories: readonly string[];
  /** Slices that the territory has figures of. */
  slices(territory: string): readonly string[];
  series(territory: string, slice: string): Series | undefined;
  at(territory: string, slice: string, timePeriod: string): Figure | undefined;
  all(): Iterable<Series>;
}

export function cellsOf(indicator: Indicator, figures: readonly Figure[], boundaries: Boundaries): Cells {
  const placed = new Map<string, Map<string, Map<string, Figure>>>();
  for (const figure of figures) {
    const territory = boundaries.unit(figure.refArea ?? '')?.territoryCode;
    if (territory === undefined || figure.isTarget) continue;
    const slices = inside(placed, territory);
    const periods = inside(slices, figure.slice);
    const there = periods.get(figure.timePeriod);
    // Two versions of one territory may each have a figure.
    if (!there || byPreference(figure, there) < 0) periods.set(figure.timePeriod, figure);
  }
  const sorted = new Map(
    [...placed].map(([territory, slices]) => [
      territory,
      new Map(
        [...slices].map(([slice, periods]) => [
          slice,
          { territory, slice, figures: [...periods.values()].toSorted(byPeriod), periods },
        ]),
      ),
    ]),
  );
  return {
    indicator,
    count: figures.length,
    territories: [...sorted.keys()],
    slices: (territory) => [...(sorted.get(territory)?.keys() ?? [])],
    series: (territory, slice) => sorted.get(territory)?.get(slice),
    at: (territory, slice, timePeriod) => sorted.get(territory)?.get(slice)?.periods.get(timePeriod),
    *all() {
      for (const slices of sorted.values()) yield* slices.values();
    },
  };
}

function byPeriod(a: Figure, b: Figure): number {
  const [left, right] = [periodOf(a.timePeriod), periodOf(b.timePeriod)];
  return compareText(left.start, right.start) || compareText(left.end, right.end);
}

function inside<Value>(map: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const there = map.get(key) ?? new Map<string, Value>();
  map.set(key, there);
  return there;
}
