import type { Agency } from '../declarations.ts';
import { badInput } from '../errors.ts';
import { checkDimensions, indicatorOf, rangeOf, slicesAsked, type Filters } from './filters.ts';

/** A table asks no more at once. */
export const MOST_UNITS = 20_000;
const MOST_INDICATORS = 50;

/** The arguments of `_figures`. */
export interface ColumnsArguments extends Omit<Filters, 'indicators'> {
  readonly indicators: readonly string[];
  readonly units?: readonly string[] | null;
  /** Nothing that was made from the history may answer. */
  readonly fromHistory?: boolean | null;
}

/** What `_figures` asks of the tables. */
export interface ColumnsQuestion {
  /** Each once, in alphabetical order. */
  readonly indicators: readonly ColumnsIndicator[];
  /** Null: those that the figures were published for. */
  readonly units: readonly string[] | null;
  /** Periods that lie wholly from this day ... */
  readonly from: string | null;
  /** ... to the day before this one. */
  readonly to: string | null;
  /** What was recorded by this instant; null: now. */
  readonly asOf: string | null;
}

export interface ColumnsIndicator {
  readonly code: string;
  /** Null: any, as far as `isInSlices` keeps them. */
  readonly slices: readonly string[] | null;
}

/** Reads the arguments; what is the caller's mistake is refused. */
export function columnsQuestion(
  agency: Agency,
  { indicators, units = null, dimensions, asOf = null, ...range }: ColumnsArguments,
): ColumnsQuestion {
  checkBounds(indicators, units);
  const filters = dimensions ?? [];
  const declared = [...new Set(indicators)].toSorted().map((code) => indicatorOf(agency, code));
  checkDimensions(declared, filters);
  return {
    indicators: declared.map((indicator) => ({ code: indicator.code, slices: slicesAsked(indicator, filters) })),
    units,
    ...rangeOf(range),
    asOf,
  };
}

function checkBounds(indicators: readonly string[], units: readonly string[] | null): void {
  if (indicators.length > MOST_INDICATORS)
    throw badInput(
      `_figures takes at most ${MOST_INDICATORS} indicators at once, but got ${indicators.length}. Ask for them in several fields.`,
    );
  if (units && units.length > MOST_UNITS)
    throw badInput(
      `_figures takes at most ${MOST_UNITS} units at once, but got ${units.length}. Ask for them in parts, or leave "units" out.`,
    );
}
