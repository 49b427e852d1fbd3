import { hostedSubgraphs, subgraphNamed, subgraphs } from '../../subgraphs/index.ts';
import { subgraphAnswers } from '../../subgraphs/kit/answer.ts';
import { environmentPrefix } from '../../subgraphs/kit/environment.ts';
import { readerLoginOf } from '../../subgraphs/kit/logins.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { watchDataVersion } from '../../subgraphs/kit/data-version/watch.ts';
import { openForReading } from '../../subgraphs/kit/serve.ts';
import { createSubgraphServer, type ErrorLog } from '../../subgraphs/kit/server.ts';
import { versionsInProcess } from '../versions/in-process.ts';
import type { VersionSource } from '../versions/version-source.ts';
import { inProcess } from './in-process.ts';
import type { Host } from './reaches-of-graphs.ts';
import type { Reach } from './subgraph-answer.ts';

export interface OwnSubgraphs {
  readonly reach: ReadonlyMap<string, Reach>;
  /** Those that read the others, over one supergraph after the other. */
  readonly hosts: ReadonlyMap<string, Host>;
  /** The version of each one's data. */
  readonly versions: ReadonlyMap<string, VersionSource>;
  readonly stop: () => Promise<void>;
}

/**
 * Runs subgraphs of this project in this process, each with its own role: their names separated by commas, or `all`; and those that
 * can only run in a gateway, if it has their logins.
 */
export async function serveSubgraphsInProcess(
  names: string,
  environment: NodeJS.ProcessEnv,
  log: ErrorLog,
): Promise<OwnSubgraphs> {
  const chosen = names === 'all' ? subgraphs : names.split(',').filter(Boolean).map(subgraphNamed);
  const hosted = hostedSubgraphs.filter(
    ({ name }) => environment['DATABASE_URL'] || environment[`${environmentPrefix(name)}_DATABASE_URL`],
  );
  for (const subgraph of [...chosen, ...hosted]) subgraph.checkEnvironment?.(environment);
  const [running, hosting] = await Promise.all([
    Promise.all(chosen.map((subgraph) => run(subgraph, environment, log))),
    Promise.all(hosted.map((subgraph) => run(subgraph, environment, log))),
  ]);
  return {
    reach: new Map(
      running.map(({ subgraph, db, server }) => [subgraph.name, subgraphAnswers(subgraph, db, server, log).ask]),
    ),
    hosts: new Map(hosting.map((one) => [one.subgraph.name, hostOf(one, environment)])),
    versions: new Map([...running, ...hosting].map(({ subgraph, versions }) => [subgraph.name, versions])),
    stop: async () => {
      await Promise.all([...running, ...hosting].map(({ stop }) => stop()));
    },
  };
}

type Running = Awaited<ReturnType<typeof run>>;

async function run(subgraph: Subgraph, environment: NodeJS.ProcessEnv, log: ErrorLog) {
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
  return { subgraph, db, server, stop, log, versions: versionsInProcess(watch) };
}

/** Each request has a context of its own, with the agencies of the supergraph that it is asked over. */
function hostOf({ subgraph, db, server, log }: Running, environment: NodeJS.ProcessEnv): Host {
  return (agencies) =>
    inProcess(subgraph.name, server, ({ caller = '', signal }) =>
      subgraph.createContext(db, { agencies, caller, environment, log, signal }),
    );
}
