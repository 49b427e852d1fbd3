import { join } from 'node:path';
import { freePort } from '../../subgraphs/kit/free-port.ts';
import { startProcess, type StartedProcess } from './started-process.ts';

export const PROJECT = join(import.meta.dirname, '../..');
export const ENVIRONMENT = { NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true', LOG_LEVEL: 'error' };

/** Subgraphs that gateways reach over HTTP. */
export interface ServedSubgraphs {
  readonly urls: ReadonlyMap<string, string>;
  readonly processes: readonly StartedProcess[];
  /** Address that tells how many requests they have answered, where they are counted. */
  readonly counter?: string;
}

export interface SubgraphProgram {
  readonly name: string;
  /** Arguments of node, for these ports, one for each subgraph. */
  readonly program: (ports: readonly number[]) => readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Path that answers once it is ready, on the first port; default /graphql. */
  readonly ready?: string;
}

/** Starts one process that serves these subgraphs, each on a port of its own. */
export async function serveSubgraphs(
  names: readonly string[],
  { name, program, environment, ready = '/graphql' }: SubgraphProgram,
  stopping: AbortSignal,
): Promise<ServedSubgraphs> {
  const ports: number[] = [];
  while (ports.length < names.length) ports.push(await freePort());
  const server = await startProcess(
    {
      name,
      command: [process.execPath, ...program(ports)],
      folder: PROJECT,
      environment: { ...ENVIRONMENT, ...environment },
      ready: `http://127.0.0.1:${ports[0]}${ready}`,
    },
    stopping,
  );
  return {
    urls: new Map(names.map((one, place) => [one, `http://127.0.0.1:${ports[place]}/graphql`])),
    processes: [server],
  };
}

/** Serves the same subgraphs from memory: what they answered once. */
export async function replaySubgraphs(targets: ServedSubgraphs, stopping: AbortSignal): Promise<ServedSubgraphs> {
  const addresses = [...targets.urls.values()];
  const served = await serveSubgraphs(
    [...targets.urls.keys()],
    {
      name: 'The replay of subgraphs',
      program: (ports) => [
        join(import.meta.dirname, 'servers/replay.ts'),
        ...ports.map((port, place) => `${port}=${addresses[place]}`),
      ],
      ready: '/asked',
    },
    stopping,
  );
  const [first] = served.urls.values();
  return { ...served, counter: new URL('/asked', first).href };
}
