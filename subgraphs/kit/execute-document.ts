import { execute, getOperationAST, type GraphQLError } from 'graphql';
import type { Kysely } from 'kysely';
import type { SubgraphQuestion, SubgraphResult } from './answer.ts';
import type { KnownDocument } from './documents.ts';
import { hideUnexpected, type ErrorLog } from './server.ts';
import type { Subgraph } from './subgraph.ts';

/**
 * Asks the resolvers, with a context of its own. Null where nothing was asked of them, as the operation or a variable is wrong: the
 * server says so in its words.
 */
export async function executeDocument(
  subgraph: Subgraph,
  db: Kysely<any>,
  log: ErrorLog,
  { document }: KnownDocument,
  { variables, operationName }: SubgraphQuestion,
): Promise<SubgraphResult | null> {
  if (!getOperationAST(document, operationName)) return null;
  const contextValue = subgraph.createContext(db);
  const { data, errors } = await execute({
    schema: subgraph.schema,
    document,
    contextValue,
    variableValues: variables,
    operationName: operationName ?? null,
  });
  if (data === undefined) return null;
  const { dataVersion } = contextValue.read;
  return {
    data,
    ...(errors ? { errors: errors.map((error) => formatted(error, log)) } : {}),
    ...(dataVersion === null ? {} : { extensions: { dataVersion } }),
  };
}

/** As the server formats it. */
function formatted(error: GraphQLError, log: ErrorLog) {
  const code = error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR';
  return hideUnexpected({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error, log);
}
