import { subgraphNamed, subgraphs } from '../../subgraphs/index.ts';
import { readerLoginOf } from '../../subgraphs/kit/logins.ts';
import { openForReading } from '../../subgraphs/kit/serve.ts';
import { createSubgraphServer, type ErrorLog } from '../../subgraphs/kit/server.ts';
import { inProcess } from './in-process.ts';
import type { Reach } from './subgraph-answer.ts';

export interface OwnSubgraphs {
  readonly reach: ReadonlyMap<string, Reach>;
  readonly stop: () => Promise<void>;
}

/** Runs subgraphs of this project in this process, each with its own role: their names separated by commas, or `all`. */
export async function serveSubgraphsInProcess(
  names: string,
  environment: NodeJS.ProcessEnv,
  log: ErrorLog,
): Promise<OwnSubgraphs> {
  const chosen = names === 'all' ? subgraphs : names.split(',').filter(Boolean).map(subgraphNamed);
  const running = await Promise.all(
    chosen.map(async (subgraph) => {
      const db = openForReading(subgraph, readerLoginOf(subgraph, environment));
      const server = createSubgraphServer(subgraph, log);
      await server.start();
      const stop = async () => {
        await server.stop();
        await db.destroy();
      };
      return { subgraph, stop, reach: inProcess(subgraph.name, server, () => subgraph.createContext(db)) };
    }),
  );
  return {
    reach: new Map(running.map(({ subgraph, reach }) => [subgraph.name, reach])),
    stop: async () => {
      await Promise.all(running.map(({ stop }) => stop()));
    },
  };
}
