import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, parse, visit, type DocumentNode } from 'graphql';
import type { GatewayContext } from './context.ts';
import type { ERROR_CODES } from './errors.ts';
import { LIMITS } from './limits.ts';

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

/**
 * Refuses a document that asks for its answer in pieces. GraphQL's own validation would call the directives unknown, as if they were
 * misspelt. What is no GraphQL is left to others to tell.
 */
export function refuseIncremental(source: string): void {
  if (!source.includes('@defer') && !source.includes('@stream')) return;
  let document: DocumentNode;
  try {
    document = parse(source, { maxTokens: LIMITS.tokens, noLocation: true });
  } catch {
    return;
  }
  visit(document, {
    Directive({ name }) {
      if (name.value !== 'defer' && name.value !== 'stream') return;
      throw refusal(
        'DEFER_NOT_SUPPORTED',
        `This gateway sends each answer whole: ask again without @${name.value}, or ask for the slow part in a request of its own.`,
      );
    },
  });
}

/** Refuses several operations in one request. */
export function refuseBatch(sent: unknown): void {
  if (Array.isArray(sent))
    throw refusal('BAD_REQUEST', 'The request is a list: send each operation in a request of its own, as an object.');
}

function refusal(code: keyof typeof ERROR_CODES, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}
