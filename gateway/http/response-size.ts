import { GraphQLError } from 'graphql';
import { LIMITS } from '../limits.ts';

/** Refuses an answer that is larger than one may be, so that one question cannot fill the gateway's memory and the client's. */
export function limitResponseSize(bytes: number, limit: number = LIMITS.responseBytes): void {
  if (bytes <= limit) return;
  const [found, most] = [bytes, limit].map((number) => number.toLocaleString('en'));
  throw new GraphQLError(`The answer has ${found} bytes, more than ${most}. Ask for fewer units or fields at once.`, {
    extensions: { code: 'RESPONSE_TOO_LARGE', http: { status: 400 } },
  });
}
