import type { AdmissionLimits } from './admission/admission.ts';
import { LIMITS } from './limits.ts';

export const MEBIBYTE = 1024 * 1024;

/** What an operator may set of a gateway; see the README's table of variables. */
export interface GatewaySettings {
  /** Memory for what subgraphs answered, in MiB; 0: nothing is kept. */
  readonly entityCacheMb: number;
  /** Memory for whole answers, in MiB; 0: none are kept. */
  readonly responseCacheMb: number;
  /** Longest time for a whole operation, in milliseconds: what has not been fetched by then is told as missing. */
  readonly operationTimeoutMs: number;
  /** Highest estimated cost of an operation; 0: none. */
  readonly costLimit: number;
  readonly admission: AdmissionLimits;
  /** File of the operations that are answered; null: any operation is. */
  readonly persistedOperations: string | null;
}

export const DEFAULT_SETTINGS: GatewaySettings = {
  entityCacheMb: 64,
  responseCacheMb: 64,
  operationTimeoutMs: 30_000,
  costLimit: LIMITS.cost,
  admission: {
    // An answer of nine megabytes is estimated at half a million: fifty of them asked at once take some 300 MB.
    values: 1_000_000,
    // Operations that wait for a slow agency take little but their place: few places would let it hold up all the others.
    operations: 1_000,
    waiting: 1_000,
    waitMs: 10_000,
  },
  persistedOperations: null,
};
