import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';
import { nobodyWaits } from './cancel-statements.ts';
import { databaseFailure } from './database-failure.ts';
import type { Subgraph, SubgraphContext } from './subgraph.ts';

/** Where unexpected errors are logged whole. */
export interface ErrorLog {
  error(details: object, message: string): void;
}

/** The GraphQL server of one subgraph, to be served over HTTP or called in process: both answer the same. */
export function createSubgraphServer(subgraph: Subgraph, log: ErrorLog): ApolloServer<SubgraphContext<any>> {
  return new ApolloServer<SubgraphContext<any>>({
    schema: subgraph.schema,
    introspection: true,
    // Only the gateway calls a subgraph, by POST with JSON.
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => hideUnexpected(formatted, error, log),
    plugins: [
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      tellDataVersion,
    ],
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: (message) => log.error({}, String(message)) },
  });
}

/** Puts the version of the data that was read beside the answer. */
const tellDataVersion: ApolloServerPlugin<SubgraphContext<any>> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response, contextValue }) => {
      const { dataVersion, dataVersions, isForNow } = contextValue.read;
      if (response.body.kind !== 'single' || dataVersion === null || isForNow) return;
      response.body.singleResult.extensions = {
        ...response.body.singleResult.extensions,
        dataVersion,
        ...(dataVersions && { dataVersions }),
      };
    },
  }),
};

/** Passes on what was said on purpose; anything else is logged whole and reported without detail. */
export function hideUnexpected(formatted: GraphQLFormattedError, error: unknown, log: ErrorLog): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof GraphQLError && formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return formatted;
  if (isOfVariable(original)) return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  const known = databaseFailure(original);
  if (known?.code !== 'BAD_USER_INPUT' && !nobodyWaits())
    log.error({ err: original, path: formatted.path }, 'A resolver failed.');
  const { code, message } = known ?? { code: 'INTERNAL_SERVER_ERROR', message: 'The agency failed to answer.' };
  return { ...formatted, message, extensions: { code } };
}

/** Whether GraphQL itself refused a variable when it was executed, as it does one that is null where only the default may stand for it. */
function isOfVariable(original: unknown): boolean {
  return original instanceof GraphQLError && original.nodes?.[0]?.kind === Kind.VARIABLE;
}
