import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GatewayContext } from './context.ts';
import type { ERROR_CODES } from './errors.ts';

/** Refuses, as the client's mistake, what Apollo's gateway would call its own failure while it executes. */
export const refuseUnservedOperations: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, request, schema }) => {
      if (!operation) {
        throw refusal(
          'OPERATION_RESOLUTION_FAILURE',
          request.operationName
            ? `The document has no operation named "${request.operationName}": send the name of one that it has.`
            : 'The document has several operations: send the name of one as operationName.',
        );
      }
      if (operation.operation === 'subscription') {
        throw refusal(
          'SUBSCRIPTIONS_NOT_SUPPORTED',
          'This gateway does not serve subscriptions: ask again with a query.',
        );
      }
      if (!schema.getRootType(operation.operation))
        throw refusal('GRAPHQL_VALIDATION_FAILED', `This graph has no ${operation.operation}: ask again with a query.`);
    },
  }),
};

function refusal(code: keyof typeof ERROR_CODES, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}
