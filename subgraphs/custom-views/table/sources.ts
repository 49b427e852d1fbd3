import type { ServedAgencies } from '../../kit/served-agencies.ts';
import type { Boundaries } from '../units/boundaries.ts';

/** What a table is computed from. */
export interface TableSources {
  readonly agencies: ServedAgencies;
  readonly boundaries: Boundaries;
  /** The day in Viet Nam. */
  readonly today: string;
  readonly signal?: AbortSignal | undefined;
}
