import { afterAll, beforeAll } from '@jest/globals';
import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Kysely } from 'kysely';
import { openDatabase } from '../../subgraphs/kit/database.ts';
import { readerLoginOf } from '../../subgraphs/kit/logins.ts';
import { createSubgraphServer } from '../../subgraphs/kit/server.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { useDatabase, type TestDatabase } from './use-database.ts';

export interface SubgraphAnswer {
  readonly data: any;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: any;
}

export interface TestSubgraph {
  readonly database: TestDatabase;
  /** Asks the subgraph as the gateway does in process. */
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<SubgraphAnswer>;
  /** Asks one entity for fields of its agency's type, `unitField { fields }`. */
  readonly askUnit: (unit: { code: string; territoryCode: string }, fields: string) => Promise<SubgraphAnswer>;
  /** The statements that the role which serves has sent, until taken. */
  readonly takeStatements: () => string[];
}

/** One subgraph alone, as the role that serves it, on a database of its own. */
export function useSubgraph(subgraph: Subgraph): TestSubgraph {
  const database = useDatabase();
  const statements: string[] = [];
  let db: Kysely<any>;
  let server: ApolloServer<any>;

  beforeAll(async () => {
    db = openDatabase(readerLoginOf(subgraph, database.environment), {
      schema: subgraph.databaseSchema,
      readOnly: true,
      onStatement: (statement) => statements.push(statement),
    });
    server = createSubgraphServer(subgraph, { error: () => {} });
    await server.start();
  });
  afterAll(async () => {
    await server.stop();
    await db.destroy();
  });

  const ask: TestSubgraph['ask'] = async (query, variables = {}) => {
    const { body } = await server.executeOperation({ query, variables }, { contextValue: subgraph.createContext(db) });
    if (body.kind !== 'single') throw new Error('The subgraph answered in parts.');
    return JSON.parse(JSON.stringify(body.singleResult)) as SubgraphAnswer;
  };
  return {
    database,
    ask,
    askUnit: (unit, fields) =>
      ask(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on AdministrativeUnit { ${fields} } } }`,
        {
          representations: [{ __typename: 'AdministrativeUnit', ...unit }],
        },
      ),
    takeStatements: () => statements.splice(0),
  };
}
