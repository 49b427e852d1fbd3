import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { sql } from 'kysely';
import { readConfiguration } from '../../gateway/configuration.ts';
import { serveGateway, type RunningGateway } from '../../gateway/serve-gateway.ts';
import { fixedSupergraph } from '../../gateway/supergraph-source.ts';
import { acknowledgedWrite } from '../../subgraphs/kit/data-version/acknowledged-write.ts';
import { openDatabase } from '../../subgraphs/kit/database.ts';
import { subgraphNamed } from '../../subgraphs/index.ts';
import { loginsOf } from '../../subgraphs/kit/logins.ts';
import { useDatabase, type TestDatabase } from './use-database.ts';
import { SUPERGRAPH, type Answer } from './use-graph.ts';

export const VIEWS_TOKEN = 'the-token-of-these-tests';

/** Asks as whoever sends these headers; left out: with the token. */
export type AskWithHeaders = (
  query: string,
  variables?: Record<string, unknown>,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

export interface TestViewsGraph {
  readonly database: TestDatabase;
  /** Address of the gateway, without a path. */
  readonly url: () => string;
  readonly ask: AskWithHeaders;
  /** Starts another gateway on the same database, with another supergraph or other variables, until the tests end. */
  readonly startAnother: (another: { supergraph?: string; environment?: NodeJS.ProcessEnv }) => Promise<AskWithHeaders>;
  /** Files the next revision of a figure and waits until every answer has it; its new id. */
  readonly revise: (figure: RecordedCell, value: number) => Promise<string>;
  readonly signingKey: string;
}

export interface RecordedCell {
  readonly agency: string;
  readonly indicator: string;
  readonly slice: string;
  readonly refArea: string;
  readonly timePeriod: string;
}

const COPIED = `indicator, territory_code, slice, time_period, source, record_type, period_start, period_end, ref_area, unit_set,
  indicator_as_filed, value_low, value_high, decimals, value_as_printed, qualifier, unit_measure, unit_multiplier, reference_date,
  period_basis, period_basis_text, obs_status, conf_status, reason_code, reason_vi, reason_en, comment, locator`;

/** The whole graph with its caches, set up to save and freeze views, on a database of its own. */
export function useViewsGraph(more: NodeJS.ProcessEnv = {}): TestViewsGraph {
  const database = useDatabase();
  const signingKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const running: RunningGateway[] = [];
  let ask: AskWithHeaders;
  let revision = 0;
  const start: TestViewsGraph['startAnother'] = async ({ supergraph = SUPERGRAPH, environment = {} }) => {
    const gateway = await serveGateway(readConfiguration({ PORT: '0', LOG_LEVEL: 'silent' }, { logLevel: 'silent' }), {
      supergraph: () => ({ source: fixedSupergraph(supergraph) }),
      inProcess: 'all',
      environment: { ...database.environment, VIEWS_TOKEN, VIEW_SIGNING_KEY: signingKey, ...more, ...environment },
    });
    running.push(gateway);
    return askAt(`http://127.0.0.1:${gateway.port}/graphql`);
  };

  beforeAll(async () => {
    ask = await start({});
  });
  afterAll(() => Promise.all(running.map((gateway) => gateway.stop())));

  return {
    database,
    signingKey,
    url: () => `http://127.0.0.1:${running[0]!.port}`,
    ask: (...asked) => ask(...asked),
    startAnother: start,
    revise: async ({ agency, indicator, slice, refArea, timePeriod }, value) => {
      const subgraph = subgraphNamed(agency);
      const { owner } = loginsOf(subgraph, database.environment);
      const db = openDatabase(owner, { schema: subgraph.databaseSchema, connections: 1 });
      try {
        revision += 1;
        const id = `${indicator}.revised-${revision}`;
        const written = await acknowledgedWrite(owner, subgraph.databaseSchema, () =>
          sql`
            insert into observation (${sql.raw(COPIED)}, revision, id, value)
            select ${sql.raw(COPIED)}, revision + 1, ${id}, ${value} from observation
            where indicator = ${indicator} and slice = ${slice} and ref_area = ${refArea} and time_period = ${timePeriod}
            order by revision desc limit 1`.execute(db),
        );
        if (Number(written.numAffectedRows) !== 1) throw new Error(`There is no figure ${indicator} to revise.`);
        return id;
      } finally {
        await db.destroy();
      }
    },
  };
}

function askAt(url: string): AskWithHeaders {
  return async (query, variables = {}, headers = { authorization: `Bearer ${VIEWS_TOKEN}` }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
}
