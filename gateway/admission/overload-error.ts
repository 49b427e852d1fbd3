import { GraphQLError } from 'graphql';

/** Longest time after which a client is told to come again, in seconds: not all at the same moment. */
const COME_AGAIN_WITHIN_SECONDS = 5;

/** There is no room, and no place to wait for it. Answered with 503 and the time to come again. */
export class OverloadError extends GraphQLError {
  /** After how many seconds the client may come again: `Retry-After`. */
  readonly retryAfter: number;

  /** `why` is a sentence for the client. */
  constructor(why = 'The gateway has more to answer than it can at once.') {
    const retryAfter = 1 + Math.floor(Math.random() * COME_AGAIN_WITHIN_SECONDS);
    // Apollo Server reads status and headers from here.
    const http: unknown = { status: 503, headers: new Map([['retry-after', String(retryAfter)]]) };
    const extensions: Record<string, unknown> = { code: 'OVERLOADED', http };
    super(`${why} Ask again in ${retryAfter} s.`, { extensions });
    this.retryAfter = retryAfter;
  }
}
