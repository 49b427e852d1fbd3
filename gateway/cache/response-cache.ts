import { LRUCache } from 'lru-cache';
import { endOfToday } from './day.ts';
import type { VersionsOf } from './fetch-cache.ts';
import type { Provenance } from './provenance.ts';

/** What an entry takes beside its body, in bytes. */
const ENTRY_BYTES = 500;

/** An answer as it is sent, with the versions of data that it was built from. */
export interface KeptResponse<Body> {
  readonly body: Body;
  readonly versions: readonly (readonly [subgraph: string, version: string])[];
  /** In milliseconds of `Date.now()`. */
  readonly expiresAt: number;
  readonly bytes: number;
}

/** Whole answers by what was asked and by whom; bounded in bytes. An answer counts while all versions of data are those it was built from. */
export class ResponseCache<Body> {
  private readonly kept: LRUCache<string, KeptResponse<Body>>;
  private readonly versionsOf: VersionsOf;

  constructor(bytes: number, versionsOf: VersionsOf) {
    this.versionsOf = versionsOf;
    this.kept = new LRUCache({
      maxSize: bytes,
      // A key is text of two bytes a character at most.
      sizeCalculation: (entry, key) => entry.bytes + 2 * key.length + ENTRY_BYTES,
    });
  }

  get(key: string): Body | undefined {
    const entry = this.kept.get(key);
    if (!entry) return undefined;
    for (const [subgraph, version] of entry.versions) {
      if (this.versionsOf(subgraph)?.current() !== version) return undefined;
    }
    return Date.now() < entry.expiresAt ? entry.body : undefined;
  }

  set(key: string, body: Body, bytes: number, { dataVersions, expiresAt, isKeepable }: Provenance): void {
    const endsAt = Math.min(expiresAt, endOfToday(Date.now()));
    if (isKeepable) this.kept.set(key, { body, versions: Object.entries(dataVersions), expiresAt: endsAt, bytes });
  }

  /** Counts what was derived from an answer and is kept with it; of one that is kept no more, nothing. */
  grew(key: string, body: Body, bytes: number): void {
    const entry = this.kept.peek(key);
    if (entry?.body === body) this.kept.set(key, { ...entry, bytes: entry.bytes + bytes });
  }

  clear(): void {
    this.kept.clear();
  }
}
