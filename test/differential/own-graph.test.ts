import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { isScalarType, parse } from 'graphql';
import { catalogueOf } from '../../gateway/catalogue/catalogue.ts';
import { catalogue } from '../../gateway/catalogue/subgraph.ts';
import { inProcess } from '../../gateway/reach/in-process.ts';
import { serveSubgraphsInProcess, type OwnSubgraphs } from '../../gateway/reach/own-subgraphs.ts';
import type { Reach } from '../../gateway/reach/subgraph-answer.ts';
import { composeSupergraph } from '../../schema/compose-supergraph.ts';
import { subgraphs } from '../../subgraphs/index.ts';
import { readDeclarations } from '../../subgraphs/kit/declarations.ts';
import { readerLoginOf } from '../../subgraphs/kit/logins.ts';
import { scalarsBySpecification } from '../../subgraphs/kit/scalars.ts';
import { openForReading } from '../../subgraphs/kit/serve.ts';
import { createSubgraphServer } from '../../subgraphs/kit/server.ts';
import { useDatabase } from '../support/use-database.ts';
import { startOurs, startStock, type RunningGateway, type StockGateway } from './gateways.ts';
import { OWN_POOLS } from './own-pools.ts';
import { expectSameAnswers, TIMEOUT_MS } from './same-answers.ts';
import type { LocalSubgraph } from './world.ts';

/** Without custom-views: it asks the others through the gateway that it runs in, which Apollo's does not offer. */
const SUPERGRAPH = composeSupergraph([catalogue, ...subgraphs]);

describe('over the real graph and figures', () => {
  const database = useDatabase();
  const log = { error: () => {}, warn: () => {}, info: () => {} };
  const ending: (() => Promise<unknown>)[] = [];
  let own: OwnSubgraphs;
  let ours: RunningGateway;
  let stock: StockGateway;

  /** The ordinary resolvers of every subgraph, whichever way the gateway's own are read. */
  async function ordinary(): Promise<ReadonlyMap<string, Reach>> {
    const reaches = subgraphs.map(async (subgraph): Promise<[string, Reach]> => {
      const db = openForReading(subgraph, readerLoginOf(subgraph, database.environment));
      const server = createSubgraphServer(subgraph, log);
      await server.start();
      ending.push(() => server.stop().then(() => db.destroy()));
      return [subgraph.name, inProcess(subgraph.name, server, () => subgraph.createContext(db))];
    });
    const found = new Map(await Promise.all(reaches));
    return found.set(
      'catalogue',
      catalogueOf(readDeclarations(parse(SUPERGRAPH)), (name) => found.get(name)!, log),
    );
  }

  beforeAll(async () => {
    const reaches = await ordinary();
    const local =
      (name: string): LocalSubgraph =>
      async (query, variables) =>
        JSON.parse(JSON.stringify(await reaches.get(name)!({ query, variables })));
    stock = await startStock(SUPERGRAPH, local);
    // A date or period is read by this gateway, before anything is fetched.
    for (const type of Object.values(stock.apiSchema.getTypeMap())) {
      const shared = isScalarType(type) && scalarsBySpecification.get(type.specifiedByURL ?? '');
      if (shared) Object.assign(type, { parseValue: shared.parseValue, parseLiteral: shared.parseLiteral });
    }
    own = await serveSubgraphsInProcess('all', database.environment, log);
    ours = await startOurs(SUPERGRAPH, (name) => own.reach.get(name)!);
  }, 60_000);
  afterAll(async () => {
    await ours.stop();
    await own.stop();
    await stock.stop();
    await Promise.all(ending.map((end) => end()));
  });

  it(
    'this gateway answers like Apollo’s over the ordinary resolvers',
    () => expectSameAnswers({ name: 'own graph', ours, stock, pools: OWN_POOLS, fields: 9, share: 0.4 }),
    TIMEOUT_MS,
  );
});
