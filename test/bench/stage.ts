import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { subgraphs } from '../../subgraphs/index.ts';
import { environmentPrefix } from '../../subgraphs/kit/environment.ts';
import type { BenchDatabase } from './database.ts';
import type { Pinning } from './machine.ts';
import { servePublicGraph, type ServedGraph } from './public-graph/public-graph.ts';
import { PROJECT, replaySubgraphs, serveSubgraphs, type ServedSubgraphs } from './served-subgraphs.ts';

/** What all variants stand on. */
export interface Stage {
  readonly database: BenchDatabase;
  readonly pinning: Pinning;
  readonly stopping: AbortSignal;
  /** A folder for files that last as long as the run. */
  readonly scratch: string;
  /** Our subgraphs, each its own process: with ordinary resolvers, as we serve them, or from memory. Started when first needed. */
  readonly ordinary: () => Promise<ServedSubgraphs>;
  readonly ours: () => Promise<ServedSubgraphs>;
  readonly replay: () => Promise<ServedSubgraphs>;
  /** The graph of the public benchmarks. */
  readonly publicGraph: () => Promise<ServedGraph>;
  readonly stop: () => Promise<void>;
}

/** Opens a stage; `stop` ends what was started on it. */
export function openStage(base: Pick<Stage, 'database' | 'pinning' | 'stopping' | 'scratch'>): Stage {
  const { database, scratch, stopping } = base;
  const started: ServedSubgraphs[] = [];
  const once = <Served>(start: () => Promise<Served>, subgraphsOf: (served: Served) => ServedSubgraphs) => {
    let promised: Promise<Served> | undefined;
    return () =>
      (promised ??= start().then((served) => {
        started.push(subgraphsOf(served));
        return served;
      }));
  };
  const itself = (served: ServedSubgraphs) => served;
  const environment = { DATABASE_URL: database.url, LARGEST_PAGE: '20000' };
  const each = async (program: (name: string, port: string) => string[]): Promise<ServedSubgraphs> => {
    const all: ServedSubgraphs[] = [];
    for (const { name } of subgraphs) {
      const wanted = {
        name: `The subgraph ${name}`,
        environment,
        program: ([port]: readonly number[]) => program(name, String(port)),
      };
      all.push(await serveSubgraphs([name], wanted, stopping));
    }
    return {
      urls: new Map(all.flatMap(({ urls }) => [...urls])),
      processes: all.flatMap(({ processes }) => processes),
    };
  };
  const ours = once(() => each((name, port) => [join(PROJECT, 'subgraphs/main.ts'), name, '--port', port]), itself);
  const ordinaryProgram = join(import.meta.dirname, 'servers/ordinary-subgraph.ts');
  return {
    ...base,
    ours,
    ordinary: once(() => each((name, port) => [ordinaryProgram, name, port]), itself),
    replay: once(async () => replaySubgraphs(await ours(), stopping), itself),
    publicGraph: once(
      () => servePublicGraph(scratch, stopping),
      ({ served }) => served,
    ),
    stop: async () => {
      await Promise.all(started.flatMap(({ processes }) => processes).map((one) => one.stop()));
    },
  };
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
