import type { Lease } from './lease.ts';
import { isOlderVersion } from './version.ts';

/** More gateways than this are given no lease: each may hold up a writer. */
const MOST_GATEWAYS = 256;

/** Which leases the gateways of one serving process may still hold, as far as they have not confirmed a newer version. */
export class LeaseBook {
  /** For each gateway the end of its lease of each version. */
  readonly #given = new Map<string, Map<string, number>>();

  /** Notes a lease before it is sent; false if there are too many gateways, and then it must not be sent. */
  give(gateway: string, { version, endsAt }: Lease, now: number): boolean {
    this.#forgetEnded(now);
    const given = this.#given.get(gateway) ?? new Map<string, number>();
    if (given.size === 0 && this.#given.size >= MOST_GATEWAYS) return false;
    given.set(version, Math.max(endsAt, given.get(version) ?? 0));
    this.#given.set(gateway, given);
    return true;
  }

  /**
   * A gateway confirms a version: it never again relies on an older one. Leases of versions that are not older, or whose order is not
   * known, stay noted, so that a confirmation that was overtaken by a later one does no harm.
   */
  confirm(gateway: string, known: string): void {
    const given = this.#given.get(gateway);
    for (const version of given?.keys() ?? []) if (isOlderVersion(version, known)) given!.delete(version);
    if (given?.size === 0) this.#given.delete(gateway);
  }

  /** When the last lease of any other version ends; 0 if there is none. */
  othersEndAt(version: string, now: number): number {
    this.#forgetEnded(now);
    let last = 0;
    for (const given of this.#given.values()) {
      for (const [other, endsAt] of given) if (other !== version) last = Math.max(last, endsAt);
    }
    return last;
  }

  #forgetEnded(now: number): void {
    for (const [gateway, given] of this.#given) {
      for (const [version, endsAt] of given) if (endsAt <= now) given.delete(version);
      if (given.size === 0) this.#given.delete(gateway);
    }
  }
}
