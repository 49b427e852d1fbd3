import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Contract } from '../schema/contracts/contract.ts';
import type { Policies } from '../schema/registry/publication/policies.ts';
import type { ContractSource } from './contracts/contract-gateways.ts';
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
  /** JSON. */
  readonly contracts: string;
  /** How subgraphs are to be asked, by name, JSON. */
  readonly policies: string;
}

/** What the registry serves: the whole graph, and contracts beside it. */
export interface RegistrySupergraph {
  readonly source: SupergraphSource;
  readonly contracts: ContractSource;
  /** How a subgraph is to be asked, as far as its agency says. */
  readonly policiesOf: (subgraph: string) => Policies;
}

/**
 * The graph that the registry serves, followed as it changes. It starts with the registry down, from the last graph that could be served;
 * one that cannot be is logged, and the one before goes on.
 */
export function registrySupergraph({ databaseUrl, keptFile, fallback, log }: RegistryOptions): RegistrySupergraph {
  let contracts: readonly Contract[] = [];
  let policies: Readonly<Record<string, Policies>> = {};
  const listeners = new Set<() => void>();
  const source: SupergraphSource = async (follow) => {
    const stopping = new AbortController();
    const first = await latestOf(databaseUrl).catch((error: unknown) => {
      log.error({ err: error }, 'The registry cannot be reached: starting with the graph that was served last.');
      return null;
    });
    const served = first ?? (await lastServed(keptFile, fallback));
    if (first) await keep(keptFile, first, log);
    let { number, sdl, contracts: definitions } = served;
    contracts = JSON.parse(definitions) as Contract[];
    policies = JSON.parse(served.policies) as Record<string, Policies>;
    const take = async (latest: Latest | null) => {
      if (!latest) return;
      number = latest.number;
      policies = JSON.parse(latest.policies) as Record<string, Policies>;
      if (latest.sdl === sdl && latest.contracts === definitions) return;
      try {
        if (latest.sdl !== sdl) await follow(latest.sdl);
        ({ sdl, contracts: definitions } = latest);
        contracts = JSON.parse(definitions) as Contract[];
        policies = JSON.parse(served.policies) as Record<string, Policies>;
        for (const listener of listeners) listener();
        await keep(keptFile, latest, log);
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
  const onServed = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return { source, contracts: { contracts: () => contracts, onServed }, policiesOf: (name) => policies[name] ?? {} };
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
  const { rows } = await client.query<{ number: string; sdl: string; contracts: string; policies: string }>(
    `select number, sdl, contracts, coalesce((
       select json_object_agg(subgraph, policies::json) from registry.publication where publication.number = any (publications)
     ), '{}')::text as policies
     from registry.supergraph where number > $1 order by number desc limit 1`,
    [known],
  );
  return rows[0] ? { ...rows[0], number: Number(rows[0].number) } : null;
}

/** Contracts stand before the graph, as a comment. */
const KEPT_CONTRACTS = /^# contracts: (.*)\n/;

async function lastServed(keptFile: string | null, fallback: string): Promise<Latest> {
  const kept = keptFile === null ? null : await readFile(keptFile, 'utf8').catch(() => null);
  const sdl = kept ?? (await readFile(fallback, 'utf8'));
  return {
    number: 0,
    sdl: sdl.replace(KEPT_CONTRACTS, ''),
    contracts: KEPT_CONTRACTS.exec(sdl)?.[1] ?? '[]',
    policies: '{}',
  };
}

/** Written beside and renamed, so that it is never half there. */
async function keep(file: string | null, { sdl, contracts }: Latest, log: FollowLog): Promise<void> {
  if (file === null) return;
  try {
    await writeFile(`${file}.${process.pid}`, `# contracts: ${contracts}\n${sdl}`);
    await rename(`${file}.${process.pid}`, file);
  } catch (error) {
    log.error({ err: error, file }, 'The served graph cannot be kept for a start without the registry.');
  }
}
