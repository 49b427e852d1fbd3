import { GraphQLError } from 'graphql';

/** The caller's mistake: says what was required, what was given and what to send instead. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
