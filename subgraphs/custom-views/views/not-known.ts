import { GraphQLError } from 'graphql';

/** Agencies did not answer while it was looked at what changed. */
export function notKnown(unanswered: ReadonlySet<string>): GraphQLError {
  return new GraphQLError(`${[...unanswered].toSorted().join(', ')} did not answer: what changed is not known.`, {
    extensions: { code: 'SUBGRAPH_UNREACHABLE' },
  });
}
