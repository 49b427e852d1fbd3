import type { Sent } from './sent.ts';

/** Puts the text of an operation where a client sent its name only. */
export interface PersistedOperations {
  /** The request with its text; as it was sent where nothing is known of it. Throws a `GraphQLError` for one that is refused. */
  resolve(sent: Sent): Sent;
}
