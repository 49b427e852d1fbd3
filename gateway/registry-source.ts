import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { FollowLog } from './follow-file.ts';
import type { SupergraphSource } from './supergraph-source.ts';

/** The registry is asked so often where it tells of nothing: a notification may be lost. */
const POLL_MS = 2_000;
const CONNECT_MS = 2_000;

export interface RegistryOptions {
  /** Login of the gateways' role. */
  readonly databaseUrl: string;
  /** File in which the last graph that could be served is kept, for a start without the registry; null: none is. */
  readonly keptFile: string | null;
  /** File of the graph to begin with where nothing is kept and the registry is down. */
  readonly fallback: string;
  readonly log: FollowLog;
}

interface Latest {
  readonly number: number;
  readonly sdl: string;
}

/**
 * The graph that the registry serves, followed as it changes. It starts with the registry down, from the last graph that could be served;
 * one that cannot be is logged, and the one before goes on.
 */
export function registrySupergraph({ databaseUrl, keptFile, fallback, log }: RegistryOptions): SupergraphSource {
  return async (follow) => {
    const stopping = new AbortController();
    const first = await latestOf(databaseUrl).catch((error: unknown) => {
      log.error({ err: error }, 'The registry cannot be reached: starting with the graph that was served last.');
      return null;
    });
    const served = first ?? { number: 0, sdl: await lastServed(keptFile, fallback) };
    if (first) await keep(keptFile, first.sdl, log);
    let number = served.number;
    let sdl = served.sdl;
    const take = async (latest: Latest | null) => {
      if (!latest) return;
      number = latest.number;
      if (latest.sdl === sdl) return;
      try {
        await follow(latest.sdl);
        sdl = latest.sdl;
        await keep(keptFile, sdl, log);
        log.info?.({ graph: number }, 'Now serving the graph that was published.');
      } catch (error) {
        log.error({ err: error, graph: number }, 'The published graph cannot be served: the one before goes on.');
      }
    };
    const following = followRegistry(databaseUrl, () => number, take, stopping.signal, log);
    return {
      sdl: served.sdl,
      stop: async () => {
        stopping.abort();
        await following;
      },
    };
  };
}

async function followRegistry(
  databaseUrl: string,
  known: () => number,
  take: (latest: Latest | null) => Promise<void>,
  signal: AbortSignal,
  log: FollowLog,
): Promise<void> {
  let isLost = false;
  while (!signal.aborted) {
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS });
    const moved = waker();
    client.on('error', moved.wake);
    client.on('end', moved.wake);
    client.on('notification', moved.wake);
    signal.addEventListener('abort', moved.wake, { once: true });
    try {
      await client.connect();
      await client.query('listen registry');
      isLost = false;
      while (!signal.aborted) {
        await take(await askLatest(client, known()));
        await Promise.race([moved.next(), wait(POLL_MS, undefined, { signal }).catch(() => undefined)]);
      }
    } catch (error) {
      if (!isLost && !signal.aborted)
        log.error({ err: error }, 'The registry cannot be reached: the graph served last goes on.');
      isLost = true;
      await wait(POLL_MS / 2, undefined, { signal }).catch(() => undefined);
    } finally {
      signal.removeEventListener('abort', moved.wake);
      await client.end().catch(() => undefined);
    }
  }
}

/** Resolves `next` when it was woken since the last time, or is now. */
function waker() {
  let { promise, resolve } = Promise.withResolvers<void>();
  return {
    wake: () => resolve(),
    next: async () => {
      await promise;
      ({ promise, resolve } = Promise.withResolvers<void>());
    },
  };
}

async function latestOf(databaseUrl: string): Promise<Latest | null> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await askLatest(client, 0);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The graph that is served, if it is another than the one that is known. */
async function askLatest(client: pg.Client, known: number): Promise<Latest | null> {
  const { rows } = await client.query<{ number: string; sdl: string }>(
    'select number, sdl from registry.supergraph where number > $1 order by number desc limit 1',
    [known],
  );
  return rows[0] ? { number: Number(rows[0].number), sdl: rows[0].sdl } : null;
}

async function lastServed(keptFile: string | null, fallback: string): Promise<string> {
  const kept = keptFile === null ? null : await readFile(keptFile, 'utf8').catch(() => null);
  return kept ?? readFile(fallback, 'utf8');
}

/** Written beside and renamed, so that it is never half there. */
async function keep(file: string | null, sdl: string, log: FollowLog): Promise<void> {
  if (file === null) return;
  try {
    await writeFile(`${file}.${process.pid}`, sdl);
    await rename(`${file}.${process.pid}`, file);
  } catch (error) {
    log.error({ err: error, file }, 'The served graph cannot be kept for a start without the registry.');
  }
}
