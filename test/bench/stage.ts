import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { subgraphs } from '../../subgraphs/index.ts';
import { environmentPrefix } from '../../subgraphs/kit/environment.ts';
import { freePort } from '../../subgraphs/kit/free-port.ts';
import type { BenchDatabase } from './database.ts';
import type { Pinning } from './machine.ts';
import { startProcess, type StartedProcess } from './started-process.ts';

export const PROJECT = join(import.meta.dirname, '../..');
const SERVERS = join(import.meta.dirname, 'servers');

/** Subgraphs that gateways reach over HTTP. */
export interface ServedSubgraphs {
  readonly urls: ReadonlyMap<string, string>;
  readonly processes: readonly StartedProcess[];
  /** Address that tells how many requests they have answered, where they are counted. */
  readonly counter?: string;
}

/** What all variants stand on. */
export interface Stage {
  readonly database: BenchDatabase;
  readonly pinning: Pinning;
  readonly stopping: AbortSignal;
  /** A folder for files that last as long as the run. */
  readonly scratch: string;
  /** Our subgraphs, each its own process: with ordinary resolvers, as we serve them, or from memory. */
  readonly ordinary: () => Promise<ServedSubgraphs>;
  readonly ours: () => Promise<ServedSubgraphs>;
  readonly replay: () => Promise<ServedSubgraphs>;
  readonly stop: () => Promise<void>;
}

export const ENVIRONMENT = { NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true', LOG_LEVEL: 'error' };

/** Starts subgraphs when a variant first needs them. */
export function openStage(base: Pick<Stage, 'database' | 'pinning' | 'stopping' | 'scratch'>): Stage {
  const started: StartedProcess[] = [];
  const once = (start: () => Promise<ServedSubgraphs>) => {
    let served: Promise<ServedSubgraphs> | undefined;
    return () => (served ??= start());
  };
  const serve = async (program: (name: string, port: number) => string[]): Promise<ServedSubgraphs> => {
    const urls = new Map<string, string>();
    const processes: StartedProcess[] = [];
    for (const { name } of subgraphs) {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}/graphql`;
      const server = await startProcess(
        {
          name: `The subgraph ${name}`,
          command: [process.execPath, ...program(name, port)],
          folder: PROJECT,
          environment: { ...ENVIRONMENT, DATABASE_URL: base.database.url, LARGEST_PAGE: '20000' },
          ready: url,
        },
        base.stopping,
      );
      started.push(server);
      processes.push(server);
      urls.set(name, url);
    }
    return { urls, processes };
  };
  const ours = once(() => serve((name, port) => [join(PROJECT, 'subgraphs/main.ts'), name, '--port', String(port)]));
  return {
    ...base,
    ours,
    ordinary: once(() => serve((name, port) => [join(SERVERS, 'ordinary-subgraph.ts'), name, String(port)])),
    replay: once(async () => replayOf((await ours()).urls)),
    stop: async () => {
      await Promise.all(started.map((one) => one.stop()));
    },
  };

  async function replayOf(targets: ReadonlyMap<string, string>): Promise<ServedSubgraphs> {
    const ports = new Map<string, number>();
    for (const name of targets.keys()) ports.set(name, await freePort());
    const pairs = [...ports].map(([name, port]) => `${port}=${targets.get(name)}`);
    const server = await startProcess(
      {
        name: 'The replay of subgraphs',
        command: [process.execPath, join(SERVERS, 'replay.ts'), ...pairs],
        folder: PROJECT,
        environment: ENVIRONMENT,
        ready: `http://127.0.0.1:${[...ports.values()][0]}/asked`,
      },
      base.stopping,
    );
    started.push(server);
    return {
      urls: new Map([...ports].map(([name, port]) => [name, `http://127.0.0.1:${port}/graphql`])),
      processes: [server],
      counter: `http://127.0.0.1:${[...ports.values()][0]}/asked`,
    };
  }
}

/** Our supergraph with the addresses of these subgraphs, as a file. */
export function supergraphFile({ scratch }: Stage, { urls }: ServedSubgraphs, label: string): string {
  const sdl = readFileSync(join(PROJECT, 'schema/supergraph.graphql'), 'utf8').replace(
    /@join__graph\(name: "([^"]+)", url: "[^"]*"\)/g,
    (_all, name: string) => `@join__graph(name: "${name}", url: "${urls.get(name) ?? 'http://127.0.0.1:1/graphql'}")`,
  );
  const file = join(scratch, `supergraph-${label}.graphql`);
  writeFileSync(file, sdl);
  return file;
}

/** The variables that tell our gateway where these subgraphs are. */
export function addressesOf({ urls }: ServedSubgraphs): Record<string, string> {
  return Object.fromEntries([...urls].map(([name, url]) => [`${environmentPrefix(name)}_URL`, url]));
}

/** The graph of the public benchmarks, which answers memoised bytes. */
export async function publicGraph(
  _stage: Stage,
): Promise<{ readonly supergraph: string; readonly served: ServedSubgraphs }> {
  throw new Error('Not there yet.');
}
