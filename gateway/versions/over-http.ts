import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import { Client } from 'undici';
import { DATA_VERSION_PATH } from '../../subgraphs/kit/data-version/route.ts';
import { LEASE_MS, monotonicClock, type Clock } from '../../subgraphs/kit/data-version/lease.ts';
import { HeldVersion } from './held-version.ts';
import type { VersionSource } from './version-source.ts';

/** A subgraph answers within 200 ms; an answer that comes later than a lease lasts is of no use. */
const ANSWER_MS = LEASE_MS;
const LONGEST_ANSWER_BYTES = 1_024;
/** A subgraph that tells the same version faster than asked to is not asked faster than this. */
const PACE_MS = 100;
/** A subgraph without versions is asked again so often, or when an answer of it tells one. */
const NO_VERSIONS_MS = 600_000;

/** A subgraph that has no versions to tell. */
const NONE = Symbol('no versions');

/**
 * Follows the version of a subgraph over HTTP, from its first answer. The subgraph is asked on a connection of its
 * own, so that no load on the others delays it.
 */
export function versionsOverHttp(subgraphUrl: string, clock: Clock = monotonicClock): VersionSource {
  const listeners = new Set<(version: string) => void>();
  const held = new HeldVersion(clock, (version) => {
    for (const listener of listeners) listener(version);
  });
  const stopping = new AbortController();
  const gateway = randomUUID();
  const url = new URL(`.${DATA_VERSION_PATH}`, subgraphUrl);
  const client = new Client(url.origin, { connect: { timeout: ANSWER_MS }, pipelining: 1 });
  const patiently = retry(handleAll, {
    maxAttempts: Infinity,
    backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 1_000 }),
  }).dangerouslyUnref();
  let following: Promise<void> | null = null;
  /** While the subgraph has no versions: ends the pause before it is asked again. */
  let askAgain: (() => void) | null = null;

  async function ask(): Promise<typeof NONE | 'changed' | 'unchanged'> {
    stopping.signal.throwIfAborted();
    const known = held.known();
    const query = new URLSearchParams(known === null ? { gateway } : { gateway, known });
    const sentAt = clock();
    const { statusCode, body } = await client.request({
      method: 'GET',
      path: `${url.pathname}?${query}`,
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (statusCode !== 200) {
      await body.dump();
      if (statusCode === 404) return NONE;
      throw new Error(`Expected status 200 of ${url.href}, but found ${statusCode}.`);
    }
    const { version, leaseMs } = await readAnswer(body);
    if (!held.take(version, leaseMs, sentAt)) throw new Error(`${url.href} told a version that has been left.`);
    return version === known ? 'unchanged' : 'changed';
  }

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      const askedAt = clock();
      const answer = await patiently.execute(ask, stopping.signal);
      if (answer === 'changed') continue;
      if (answer === NONE) await untilAskedAgain();
      else await pause(Math.max(0, askedAt + PACE_MS - clock()), stopping.signal);
    }
  }

  async function untilAskedAgain(): Promise<void> {
    const again = new AbortController();
    askAgain = () => again.abort();
    await pause(NO_VERSIONS_MS, AbortSignal.any([again.signal, stopping.signal]));
    askAgain = null;
  }

  return {
    current: () => held.current(),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sharedUnder: () => held.current() ?? (askAgain ? '' : null),
    noticed: (version) => {
      // Ends only when it is stopped.
      following ??= follow().catch(() => undefined);
      if (version !== undefined) askAgain?.();
    },
    stop: async () => {
      stopping.abort();
      await client.destroy();
    },
  };
}

/** Ends with its time, or as soon as it is told to. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}

async function readAnswer(body: AsyncIterable<Buffer>): Promise<{ version: string; leaseMs: number }> {
  let text = '';
  for await (const chunk of body) {
    text += chunk.toString();
    if (text.length > LONGEST_ANSWER_BYTES) throw new Error('The answer is longer than a version can be.');
  }
  const { version, leaseMs } = JSON.parse(text) as { version?: unknown; leaseMs?: unknown };
  if (typeof version === 'string' && version !== '' && typeof leaseMs === 'number' && leaseMs > 0)
    return { version, leaseMs };
  throw new Error(`Expected { version, leaseMs }, but found ${text}.`);
}
