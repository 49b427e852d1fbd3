import { LEASE_MS, leaseOfAnswer, type Clock, type Lease } from '../../subgraphs/kit/data-version/lease.ts';
import { isOlderVersion } from '../../subgraphs/kit/data-version/version.ts';

/** The version that a gateway holds of a subgraph that several processes may serve, some of which may be behind others. */
export class HeldVersion {
  readonly #clock: Clock;
  readonly #onChange: (version: string) => void;
  #lease: Lease | null = null;
  #since = 0;

  constructor(clock: Clock, onChange: (version: string) => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** The version while its lease lasts. */
  current(): string | null {
    return this.#lease && this.#clock() < this.#lease.endsAt ? this.#lease.version : null;
  }

  /** The version that was held last: this gateway relies on no older one. */
  known(): string | null {
    return this.#lease?.version ?? null;
  }

  /**
   * Takes what a subgraph told in answer to a request; false where it told a version that this gateway has left. A process that is
   * behind cannot pass on a lease that lasts longer than a lease after the newer version was seen: what tells an older version after
   * that has really gone back, as after a restore.
   */
  take(version: string, leaseMs: number, requestSentAt: number): boolean {
    const known = this.known();
    if (known !== null && isOlderVersion(version, known) && requestSentAt < this.#since + LEASE_MS) return false;
    this.#lease = leaseOfAnswer(version, leaseMs, requestSentAt);
    if (version !== known) {
      this.#since = this.#clock();
      this.#onChange(version);
    }
    return true;
  }
}
