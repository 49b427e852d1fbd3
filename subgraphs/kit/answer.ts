import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Kysely } from 'kysely';
import { forWhoWaits, nobodyWaits } from './cancel-statements.ts';
import type { CompiledAnswer } from './compiled-read.ts';
import { databaseFailure } from './database-failure.ts';
import { documents, type KnownDocument } from './documents.ts';
import { executeDocument } from './execute-document.ts';
import type { ErrorLog } from './server.ts';
import type { Subgraph } from './subgraph.ts';

/** A question for a subgraph in this process. */
export interface SubgraphQuestion {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
  /** Aborted when nobody waits any more: statements are cancelled then, and nothing is begun. */
  readonly signal?: AbortSignal;
}

export interface SubgraphResult {
  readonly data?: Record<string, any> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: { readonly dataVersion?: string };
  /** The JSON of each entity, where it was not parsed. */
  readonly texts?: readonly string[];
}

/** Answers the questions for one subgraph without HTTP; every way answers what its GraphQL server does. */
export interface SubgraphAnswers {
  /** As JSON that PostgreSQL has built, not parsed; null for a question that only `ask` can answer. */
  readonly askCompiled: (question: SubgraphQuestion) => Promise<CompiledAnswer | null>;
  readonly ask: (question: SubgraphQuestion) => Promise<SubgraphResult>;
}

/** The ways to ask a subgraph, fastest first: its compiled read, its resolvers alone, its server for whatever is wrong. */
export function subgraphAnswers(
  subgraph: Subgraph,
  db: Kysely<any>,
  server: ApolloServer<any>,
  log: ErrorLog,
): SubgraphAnswers {
  const known = documents(subgraph);

  async function readCompiled(document: KnownDocument, question: SubgraphQuestion): Promise<CompiledAnswer | null> {
    if (!document.compiled || !isOf(document, question)) return null;
    try {
      return await document.compiled(question.variables, db);
    } catch (error) {
      // The resolvers tell a failure of the database in their words, field by field.
      question.signal?.throwIfAborted();
      if (!databaseFailure(error) && !nobodyWaits())
        log.error({ err: error, query: question.query }, 'A compiled read failed.');
      return null;
    }
  }

  async function askServer({ query, variables, operationName }: SubgraphQuestion): Promise<SubgraphResult> {
    const { body } = await server.executeOperation(
      { query, variables, ...(operationName ? { operationName } : {}) },
      { contextValue: subgraph.createContext(db) },
    );
    if (body.kind !== 'single') throw new Error(`${subgraph.name} answered in parts.`);
    return body.singleResult;
  }

  return {
    askCompiled: (question) =>
      forWhoWaits(question.signal, async () => {
        question.signal?.throwIfAborted();
        const document = known(question.query);
        return document && readCompiled(document, question);
      }),
    ask: (question) =>
      forWhoWaits(question.signal, async () => {
        question.signal?.throwIfAborted();
        const document = known(question.query);
        if (!document) return askServer(question);
        const compiled = await readCompiled(document, question);
        if (compiled) return parsed(compiled);
        return (await executeDocument(subgraph, db, log, document, question)) ?? askServer(question);
      }),
  };
}

/** Whether the question means the one operation of the document. */
function isOf({ operationName }: KnownDocument, question: SubgraphQuestion): boolean {
  return !question.operationName || question.operationName === operationName;
}

/** Parsed when somebody reads `data`; `texts` are for whoever can do with the JSON of each entity as it is. */
function parsed({ dataVersion, entities, data, value }: CompiledAnswer): SubgraphResult {
  const extensions = { dataVersion };
  if (value) return { data: value, extensions };
  if (!entities) return { data: JSON.parse(data!) as Record<string, unknown>, extensions };
  const result = {
    get data() {
      return { _entities: JSON.parse(`[${entities.join(',')}]`) as unknown };
    },
    extensions,
  };
  // Not part of what the subgraph answers: who copies or compares answers does not meet it.
  return Object.defineProperty(result, 'texts', { value: entities });
}
