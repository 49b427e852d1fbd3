import { subgraphNamed, subgraphs } from '../../subgraphs/index.ts';
import { subgraphAnswers } from '../../subgraphs/kit/answer.ts';
import { readerLoginOf } from '../../subgraphs/kit/logins.ts';
import { watchDataVersion } from '../../subgraphs/kit/data-version/watch.ts';
import { openForReading } from '../../subgraphs/kit/serve.ts';
import { createSubgraphServer, type ErrorLog } from '../../subgraphs/kit/server.ts';
import { versionsInProcess } from '../versions/in-process.ts';
import type { VersionSource } from '../versions/version-source.ts';
import type { Reach } from './subgraph-answer.ts';

export interface OwnSubgraphs {
  readonly reach: ReadonlyMap<string, Reach>;
  /** The version of each one's data. */
  readonly versions: ReadonlyMap<string, VersionSource>;
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
      const databaseUrl = readerLoginOf(subgraph, environment);
      const db = openForReading(subgraph, databaseUrl);
      const server = createSubgraphServer(subgraph, log);
      await server.start();
      const watch = watchDataVersion({ databaseUrl, schema: subgraph.databaseSchema, log });
      const stop = async () => {
        await watch.stop();
        await server.stop();
        await db.destroy();
      };
      return {
        subgraph,
        stop,
        answers: subgraphAnswers(subgraph, db, server, log),
        versions: versionsInProcess(watch),
      };
    }),
  );
  return {
    reach: new Map(running.map(({ subgraph, answers }) => [subgraph.name, answers.ask])),
    versions: new Map(running.map(({ subgraph, versions }) => [subgraph.name, versions])),
    stop: async () => {
      await Promise.all(running.map(({ stop }) => stop()));
    },
  };
}
