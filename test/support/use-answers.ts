import { afterAll, beforeAll } from '@jest/globals';
import type { ApolloServer } from '@apollo/server';
import type { Kysely } from 'kysely';
import {
  subgraphAnswers,
  type SubgraphAnswers,
  type SubgraphQuestion,
  type SubgraphResult,
} from '../../subgraphs/kit/answer.ts';
import { openDatabase } from '../../subgraphs/kit/database.ts';
import { readerLoginOf } from '../../subgraphs/kit/logins.ts';
import { createSubgraphServer } from '../../subgraphs/kit/server.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { useDatabase, type TestDatabase } from './use-database.ts';

export interface TestAnswers {
  readonly database: TestDatabase;
  /** As the gateway asks in process. */
  readonly answers: SubgraphAnswers;
  /** The reference: the subgraph's server and its resolvers, nothing compiled. */
  readonly askResolvers: (question: SubgraphQuestion) => Promise<SubgraphResult>;
  /** The statements that were sent, until taken. */
  readonly takeStatements: () => string[];
  /** Failures of compiled reads: these leave their question to the resolvers, so that no answer shows them. */
  readonly failures: readonly object[];
}

/** One subgraph, asked in process both ways, as the role that serves it, on a database of its own. */
export function useAnswers(subgraph: Subgraph): TestAnswers {
  const database = useDatabase();
  const statements: string[] = [];
  const failures: object[] = [];
  let db: Kysely<any>;
  let server: ApolloServer<any>;
  let answers: SubgraphAnswers;

  beforeAll(async () => {
    db = openDatabase(readerLoginOf(subgraph, database.environment), {
      schema: subgraph.databaseSchema,
      readOnly: true,
      onStatement: (statement) => statements.push(statement),
    });
    server = createSubgraphServer(subgraph, { error: () => {} });
    await server.start();
    answers = subgraphAnswers(subgraph, db, server, {
      error: (details, message) => message === 'A compiled read failed.' && failures.push(details),
    });
  });
  afterAll(async () => {
    await server.stop();
    await db.destroy();
  });

  return {
    database,
    answers: { ask: (question) => answers.ask(question), askCompiled: (question) => answers.askCompiled(question) },
    askResolvers: async ({ query, variables, operationName }) => {
      const { body } = await server.executeOperation(
        { query, variables, ...(operationName ? { operationName } : {}) },
        { contextValue: subgraph.createContext(db) },
      );
      if (body.kind !== 'single') throw new Error('The subgraph answered in parts.');
      return body.singleResult;
    },
    takeStatements: () => statements.splice(0),
    failures,
  };
}
