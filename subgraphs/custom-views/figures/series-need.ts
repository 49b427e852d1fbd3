import type { Indicator } from '../../kit/declarations.ts';
import { dimensionsOf } from '../../kit/slice.ts';

/** One slice of an indicator over a range of periods, to be read for many units. */
export interface SeriesNeed {
  readonly key: string;
  readonly agency: string;
  readonly indicator: string;
  /** As it is declared. */
  readonly unitMeasure: string;
  /** Null: every slice. */
  readonly slice: string | null;
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
    unitMeasure: indicator.unitMeasure,
    slice,
    dimensions: codesOf(indicator, slice),
    from,
    to,
  };
}

/** A table asks for the same slices in every row. */
const known = new WeakMap<Indicator, Map<string, SeriesNeed['dimensions']>>();

function codesOf(indicator: Indicator, slice: string): SeriesNeed['dimensions'] {
  const ofIndicator = known.get(indicator) ?? new Map<string, SeriesNeed['dimensions']>();
  known.set(indicator, ofIndicator);
  const codes = ofIndicator.get(slice) ?? dimensionsOf(indicator, slice);
  ofIndicator.set(slice, codes);
  return codes;
}
