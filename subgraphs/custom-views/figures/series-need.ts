import type { Indicator } from '../../kit/declarations.ts';
import { dimensionsOf } from '../../kit/slice.ts';

/** One slice of an indicator over a range of periods, to be read for many units. */
export interface SeriesNeed {
  readonly key: string;
  readonly agency: string;
  readonly indicator: string;
  readonly slice: string;
  /** Every dimension of the indicator with its code. */
  readonly dimensions: readonly { readonly dimension: string; readonly code: string }[];
  /** Periods that lie wholly from this one ... */
  readonly from: string | null;
  /** ... to this one; both null: all. */
  readonly to: string | null;
}

export function seriesNeed(indicator: Indicator, slice: string, from: string | null, to: string | null): SeriesNeed {
  return {
    key: `${indicator.code}[${slice}] ${from ?? ''}..${to ?? ''}`,
    agency: indicator.agency,
    indicator: indicator.code,
    slice,
    dimensions: dimensionsOf(indicator, slice),
    from,
    to,
  };
}
