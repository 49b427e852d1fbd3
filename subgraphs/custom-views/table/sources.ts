import type { ServedAgencies } from '../../kit/served-agencies.ts';
import type { Boundaries } from '../units/boundaries.ts';
import type { AdmitTable } from './admit-table.ts';

/** What a table is computed from. */
export interface TableSources {
  readonly agencies: ServedAgencies;
  readonly boundaries: Boundaries;
  /** The day in Viet Nam. */
  readonly today: string;
  /** Figures are read from the append-only history itself, so that what was changed in it shows. */
  readonly fromHistory?: boolean;
  /**
   * A table of an earlier instant says of what it lacks whether it is known by now, as agencies do. What is frozen or compared does not: it is
   * to be the same whenever it is computed again.
   */
  readonly tellsLater?: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly admit: AdmitTable;
}
