import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ErrorLog } from '../subgraphs/kit/server.ts';

/** Every code that a client can meet, with what it means. The README's table is checked against this list. */
export const ERROR_CODES = {
  BAD_REQUEST: 'The HTTP request is no GraphQL request: malformed JSON, wrong method or type, too large.',
  GRAPHQL_PARSE_FAILED: 'The document is no GraphQL, or has more tokens than allowed.',
  GRAPHQL_VALIDATION_FAILED: 'The document asks for what the schema does not have.',
  OPERATION_RESOLUTION_FAILURE: 'The document has several operations and none was named, or one that it does not have.',
  BAD_USER_INPUT: 'A variable or argument is not what it must be; the message says what to send.',
  DEPTH_LIMIT: 'The query nests fields too deeply.',
  ALIAS_LIMIT: 'The query has too many aliases.',
  FIELD_LIMIT: 'The query selects too many fields, fragments written out.',
  COST_LIMIT: 'The query may bring more than allowed, by its estimated cost; ask for less at once.',
  PLANNING_LIMIT: 'The query takes too long to plan; ask for less at once.',
  RESPONSE_TOO_LARGE: 'The answer is larger than allowed; ask for less at once.',
  OVERLOADED: 'The gateway has more to answer than it can; ask again after `Retry-After` seconds.',
  PERSISTED_QUERY_NOT_FOUND: 'Send the query once with its hash.',
  OPERATION_NOT_PERSISTED: 'Only registered operations are answered here; the message says how to register one.',
  DEFER_NOT_SUPPORTED: 'This gateway sends each answer whole: no `@defer`, no `@stream`.',
  SUBSCRIPTIONS_NOT_SUPPORTED: 'This gateway does not serve subscriptions.',
  SUBGRAPH_UNREACHABLE: 'The agency could not be reached; its fields are null, the rest of the answer stands.',
  SUBGRAPH_TIMEOUT: 'The agency did not answer in time; its fields are null, the rest of the answer stands.',
  SUBGRAPH_OVERLOADED: 'The agency is asked too much at once; its fields are null. Ask again later.',
  SUBGRAPH_ANSWER_TOO_LARGE: 'The agency’s answer is larger than the gateway takes; ask for less at once.',
  SUBGRAPH_INVALID_RESPONSE: 'The agency answered with something that is no GraphQL answer.',
  UNAUTHENTICATED: 'Saving, freezing and listing views needs a token; the message says which header to send.',
  NOT_CONFIGURED: 'This installation is not set up for that; the message says what its operator must set.',
  QUOTA_EXCEEDED: 'As many views are kept as this installation allows; the message says which limit.',
  CANNOT_FREEZE: 'The view cannot be frozen as it is: an agency does not answer, or its table is too large.',
  FIGURES_CHANGING: 'Figures were written while a table was read, several times over; ask again.',
  INTERNAL_SERVER_ERROR: 'Something unexpected failed; it is logged whole here and told without detail.',
} as const;

/** What a subgraph may tell clients in its own words. */
const SAID_ON_PURPOSE: readonly string[] = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'NOT_CONFIGURED',
  'QUOTA_EXCEEDED',
  'CANNOT_FREEZE',
  'FIGURES_CHANGING',
  'SUBGRAPH_UNREACHABLE',
  'SUBGRAPH_TIMEOUT',
  'SUBGRAPH_OVERLOADED',
  'SUBGRAPH_ANSWER_TOO_LARGE',
  'SUBGRAPH_INVALID_RESPONSE',
];

/** The error as a client sees it: the agency by name, Apollo's own marks removed, anything unexpected masked and logged. */
export function toClientError(formatted: GraphQLFormattedError, error: unknown, log: ErrorLog): GraphQLFormattedError {
  const { serviceName, stacktrace: _stacktrace, ...extensions } = formatted.extensions ?? {};
  const code = codeOf(extensions['code'], error);
  const { locations: _locations, ...attributed } = formatted;
  if (typeof serviceName === 'string') {
    // The catalogue asks agencies itself, and says which.
    const agency =
      serviceName === 'catalogue' && typeof extensions['agency'] === 'string' ? extensions['agency'] : serviceName;
    if (SAID_ON_PURPOSE.includes(code)) return { ...attributed, extensions: { ...extensions, code, agency } };
    log.error({ subgraph: serviceName, path: formatted.path, code, said: formatted.message }, 'A subgraph failed.');
    const { affected } = extensions;
    return {
      ...attributed,
      message: `${agency} failed to answer.`,
      extensions: { code: 'INTERNAL_SERVER_ERROR', agency, affected },
    };
  }
  const original = unwrapResolverError(error);
  if (code === 'INTERNAL_SERVER_ERROR' || !(original instanceof GraphQLError)) {
    log.error({ err: original, path: formatted.path }, 'The gateway failed.');
    return { ...attributed, message: 'The gateway failed to answer.', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  }
  return { ...formatted, extensions: { ...extensions, code } };
}

/** Apollo puts its own code over that of a limit or a scalar, and calls a wrong hash of a persisted query its own failure. */
function codeOf(formatted: unknown, error: unknown): string {
  const { originalError, extensions } = error instanceof GraphQLError ? error : {};
  const own = originalError instanceof GraphQLError ? originalError.extensions['code'] : undefined;
  const found = own ?? formatted;
  const code = typeof found === 'string' ? found : 'INTERNAL_SERVER_ERROR';
  const status = extensions?.['http']?.status ?? 500;
  return code === 'INTERNAL_SERVER_ERROR' && status < 500 ? 'BAD_REQUEST' : code;
}
