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
  readonly signal?: AbortSignal | undefined;
  readonly admit: AdmitTable;
}
