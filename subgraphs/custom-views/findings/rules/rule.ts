import type { Indicator } from '../../../kit/declarations.ts';
import type { Boundaries } from '../../units/boundaries.ts';
import type { Cells } from '../cells.ts';
import type { Found } from '../finding.ts';
import type { CountedUnits } from '../printed.ts';
import type { Words } from '../words.ts';

/** What rules may look at beside the figures of the indicator that they check. */
export interface Checking {
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** Figures of another indicator that a relation names; undefined: its agency did not answer. */
  readonly cells: (indicator: string) => Cells | undefined;
  readonly boundaries: Boundaries;
  readonly counted: CountedUnits;
  readonly words: Words;
}

/** Looks at all figures of one indicator. */
export type Rule = (cells: Cells, checking: Checking) => Iterable<Found>;
