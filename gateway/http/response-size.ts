import { GraphQLError } from 'graphql';
import { LIMITS } from '../limits.ts';

/**
 * Why an answer of so many bytes is not sent, or null if it is: one question must not fill the memory of the gateway and of its client.
 */
export function refusalOfSize(bytes: number, limit: number = LIMITS.responseBytes): GraphQLError | null {
  if (bytes <= limit) return null;
  const [found, most] = [bytes, limit].map((number) => number.toLocaleString('en'));
  return new GraphQLError(`The answer has ${found} bytes, more than ${most}. Ask for fewer units or fields at once.`, {
    extensions: { code: 'RESPONSE_TOO_LARGE', http: { status: 400 } },
  });
}
