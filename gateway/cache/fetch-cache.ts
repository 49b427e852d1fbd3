import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { FetchCache, Kept } from '../engine/plan/run.ts';
import type { SubgraphAnswer } from '../reach/subgraph-answer.ts';
import type { VersionSource } from '../versions/version-source.ts';
import { endOfToday } from './day.ts';
import type { Provenance } from './provenance.ts';

/** An object in memory takes some three times its JSON text. */
const MEMORY_PER_BYTE = 3;
/** What an entry takes beside its value, in bytes. */
const ENTRY_BYTES = 200;
/** Longest name, in characters. */
const LONGEST_NAME = 400;

interface Entry {
  readonly value: Kept;
  readonly expiresAt: number;
  readonly bytes: number;
}

/** What is kept of one fetch, by entity. */
interface KeptFetch {
  /** The version that all was read from, or null where only time tells. */
  readonly version: string | null;
  readonly entries: Map<string, Entry>;
  readonly bytes: number;
}

export type VersionsOf = (subgraph: string) => Pick<VersionSource, 'current'> | undefined;

/**
 * What subgraphs answered, by what they were asked, by whom, and for which entity; bounded in bytes, and the fetch that was not asked for
 * longest is given up first. An entry counts while the subgraph's version is the one that it was read from and the lease on that version is
 * valid, or until its `max-age` is over.
 */
export class KeptFetches {
  private readonly fetches: LRUCache<string, KeptFetch>;
  private readonly bytes: number;
  private readonly versionsOf: VersionsOf;

  constructor(bytes: number, versionsOf: VersionsOf) {
    this.bytes = bytes;
    this.versionsOf = versionsOf;
    this.fetches = new LRUCache({
      maxSize: bytes,
      sizeCalculation: (kept, name) => kept.bytes + name.length + ENTRY_BYTES,
    });
  }

  /** The cache as one request sees it; what is taken from it is noted where the request's answer comes from. */
  forRequest(provenance: Provenance): FetchCache {
    return {
      scope: (subgraph, fetch, variables, caller) => {
        const name = nameOf(`${subgraph}\n${fetch}\n${caller}\n${variables}`);
        const version = this.versionsOf(subgraph)?.current() ?? null;
        const kept = this.fetches.get(name);
        const counts = kept && (kept.version === null || kept.version === version);
        return {
          get: counts ? (key) => valueOf(subgraph, kept, key, provenance) : () => undefined,
          keep: (answer, values) => this.keep(name, subgraph, answer, values),
        };
      },
    };
  }

  clear(): void {
    this.fetches.clear();
  }

  private keep(name: string, subgraph: string, answer: SubgraphAnswer, values: ReadonlyMap<string, Kept>): void {
    const holds = holdsFor(answer);
    if (!holds) return;
    const known = this.fetches.peek(name);
    const isSame = known?.version === holds.version;
    // An answer that comes late is not kept in the place of newer ones.
    if (known && !isSame && known.version === this.versionsOf(subgraph)?.current()) return;
    let entries = isSame ? known.entries : new Map<string, Entry>();
    let bytes = isSame ? known.bytes : 0;
    const each = (answer.bytes ?? 0) / values.size;
    for (const [key, found] of values) {
      const value = typeof found === 'string' ? alone(found) : found;
      const entry = { value, expiresAt: holds.expiresAt, bytes: memoryOf(value, each) + key.length + ENTRY_BYTES };
      bytes += entry.bytes - (entries.get(key)?.bytes ?? 0);
      // One fetch that fills all room alone begins anew.
      if (bytes > this.bytes) [entries, bytes] = [new Map(), entry.bytes];
      entries.set(key, entry);
    }
    this.fetches.set(name, { version: holds.version, entries, bytes });
  }
}

/** Callers and variables may be long: a hash stands for them then. */
function nameOf(text: string): string {
  return text.length > LONGEST_NAME ? hash('sha256', text, 'base64url') : text;
}

function valueOf(subgraph: string, kept: KeptFetch, key: string, provenance: Provenance): Kept | undefined {
  const entry = kept.entries.get(key);
  if (!entry || Date.now() >= entry.expiresAt) return undefined;
  if (kept.version === null) provenance.noteExpiry(entry.expiresAt);
  else provenance.noteVersion(subgraph, kept.version);
  return entry.value;
}

/** For how long an answer holds; null where it does not tell. */
function holdsFor({
  extensions,
  maxAge,
}: SubgraphAnswer): (Pick<KeptFetch, 'version'> & Pick<Entry, 'expiresAt'>) | null {
  // What was built from several subgraphs' data holds for as long as all of them do: the whole answer's cache knows that.
  if (extensions?.dataVersions) return null;
  const now = Date.now();
  const endsAt = endOfToday(now);
  const { dataVersion } = extensions ?? {};
  if (dataVersion !== undefined) return { version: dataVersion, expiresAt: endsAt };
  if (!maxAge || !Number.isFinite(maxAge)) return null;
  return { version: null, expiresAt: Math.min(endsAt, now + maxAge * 1_000) };
}

function memoryOf(value: Kept, answerBytes: number): number {
  // Text with a letter beyond Latin-1 takes two bytes a character.
  if (typeof value === 'string') return 2 * value.length;
  return Math.ceil((answerBytes || JSON.stringify(value).length) * MEMORY_PER_BYTE);
}

/** The text in memory of its own: a part of an answer would keep all of it in memory. */
function alone(text: string): string {
  return Buffer.from(text).toString();
}
