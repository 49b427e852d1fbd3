import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { CacheScope, FetchCache, Kept } from '../engine/plan/run.ts';
import type { SubgraphAnswer } from '../reach/subgraph-answer.ts';
import type { VersionSource } from '../versions/version-source.ts';
import { endOfToday } from './day.ts';
import type { Provenance } from './provenance.ts';

/** An object in memory takes some three times its JSON text. */
const MEMORY_PER_BYTE = 3;
/** What an entry takes beside its value, in bytes. */
const ENTRY_BYTES = 200;

interface Entry {
  readonly value: Kept;
  /** The version it was read from, or null where only time tells. */
  readonly version: string | null;
  readonly expiresAt: number;
  readonly bytes: number;
}

export type VersionsOf = (subgraph: string) => Pick<VersionSource, 'current'> | undefined;

/**
 * What subgraphs answered, by what they were asked, by whom, and for which entity; bounded in bytes. An entry counts while the subgraph's
 * version is the one that it was read from and the lease on that version is valid, or until its `max-age` is over.
 */
export class KeptFetches {
  private readonly kept: LRUCache<string, Entry>;
  private readonly versionsOf: VersionsOf;

  constructor(bytes: number, versionsOf: VersionsOf) {
    this.versionsOf = versionsOf;
    this.kept = new LRUCache({
      maxSize: bytes,
      sizeCalculation: (entry, key) => entry.bytes + key.length + ENTRY_BYTES,
    });
  }

  /** The cache as one request sees it; what is taken from it is noted where the request's answer comes from. */
  forRequest(provenance: Provenance): FetchCache {
    return {
      scope: (subgraph, fetch, variables, caller) => {
        // What was asked may be long: its hash stands for it.
        const name = hash('sha256', `${subgraph}\n${caller}\n${variables}\n${fetch}`, 'base64url');
        return this.scope(name, subgraph, provenance);
      },
    };
  }

  clear(): void {
    this.kept.clear();
  }

  private scope(name: string, subgraph: string, provenance: Provenance): CacheScope {
    const version = this.versionsOf(subgraph)?.current() ?? null;
    return {
      get: (key) => {
        const entry = this.kept.get(name + key);
        if (!entry) return undefined;
        if ((entry.version !== null && entry.version !== version) || Date.now() >= entry.expiresAt) return undefined;
        if (entry.version === null) provenance.noteExpiry(entry.expiresAt);
        else provenance.noteVersion(subgraph, entry.version);
        return entry.value;
      },
      set: (key, value, bytes, answer) => {
        const entry = entryOf(value, bytes, answer);
        if (entry) this.kept.set(name + key, entry);
      },
    };
  }
}

function entryOf(value: Kept, answerBytes: number, { extensions, maxAge }: SubgraphAnswer): Entry | null {
  // What was built from several subgraphs' data holds for as long as all of them do: the whole answer's cache knows that.
  if (extensions?.dataVersions) return null;
  const now = Date.now();
  const endsAt = endOfToday(now);
  const bytes = memoryOf(value, answerBytes);
  const { dataVersion } = extensions ?? {};
  if (dataVersion !== undefined) return { value, version: dataVersion, expiresAt: endsAt, bytes };
  if (!maxAge || !Number.isFinite(maxAge)) return null;
  return { value, version: null, expiresAt: Math.min(endsAt, now + maxAge * 1_000), bytes };
}

function memoryOf(value: Kept, answerBytes: number): number {
  if (typeof value === 'string') return value.length;
  return Math.ceil((answerBytes || JSON.stringify(value).length) * MEMORY_PER_BYTE);
}
