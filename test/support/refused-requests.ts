import { LIMITS } from '../../gateway/limits.ts';
import type { ERROR_CODES } from '../../gateway/errors.ts';

/** What is no GraphQL request: how it is sent, and what must come back; the code is BAD_REQUEST. */
export interface RefusedRequest {
  readonly what: string;
  /** What follows `/graphql` in the address. */
  readonly search?: string;
  readonly init: RequestInit;
  readonly status: number;
  /** What the message says, so that the client knows what to send. */
  readonly says: RegExp;
  readonly code?: keyof typeof ERROR_CODES;
}

const FORM_TYPES = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
const TOO_LONG = ' '.repeat(LIMITS.bodyBytes);
const TOO_LONG_TO_GET = ' '.repeat(LIMITS.headerBytes);
const QUERY = '{ __typename }';

export const refusedRequests: readonly RefusedRequest[] = [
  sent('malformed JSON', '{"query": "{', 400, /not valid JSON.*send {"query"/),
  sent('an empty body', '', 400, /body is empty: send {"query"/),
  sent('an empty object', '{}', 400, /POST body missing/),
  sent('JSON that is no object', '"{ __typename }"', 400, /POST body missing/),
  sent('a query that is no text', '{"query": 5}', 400, /must be strings/),
  sent('a query without a character', '{"query": ""}', 400, /non-empty `query`/),
  sent('variables that are no object', `{"query": "${QUERY}", "variables": [1]}`, 400, /must be an object/),
  sent('a key of a prototype', `{"query": "${QUERY}", "variables": {"__proto__": {"a": 1}}}`, 400, /__proto__/),
  sent('a body over the limit', `{"query": "${QUERY}${TOO_LONG}"}`, 413, /larger than 262144 bytes/),
  sent('a batch', `[{"query": "${QUERY}"}, {"query": "${QUERY}"}]`, 400, /send each operation in a request of its own/),
  {
    ...sent('a name of no operation', `{"query": "query A ${QUERY}", "operationName": "B"}`, 400, /named "B": send/),
    code: 'OPERATION_RESOLUTION_FAILURE',
  },
  got('a mutation', { query: 'mutation { __typename }' }, 405, /GET requests only support query/),
  got('nothing', {}, 400, /non-empty `query`/),
  got('variables that are not JSON', { query: QUERY, variables: '{' }, 400, /variables .* invalid JSON/),
  got('too long a query', { query: QUERY + TOO_LONG_TO_GET }, 431, /larger than 16384 bytes. Send the query by POST/),
  got('a wrong hash', { query: QUERY, extensions: persisted('0'.repeat(64)) }, 400, /sha does not match query/),
  { what: 'PUT', init: { method: 'PUT', body: '{}' }, status: 405, says: /by POST or GET, not by PUT/ },
  // What a form of any page may send without asking, and JSON that calls itself so.
  ...[...FORM_TYPES, 'text/plain;application/json'].flatMap((type) =>
    ['mutation { __typename }', '{ administrativeUnits { totalCount } }'].map((query) => ({
      what: `${query} as ${type}`,
      init: { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify({ query }) },
      status: 415,
      says: /content-type: application\/json/,
    })),
  ),
];

/** The `extensions` of a persisted query. */
export function persisted(sha256Hash: string): string {
  return JSON.stringify({ persistedQuery: { version: 1, sha256Hash } });
}

function sent(what: string, body: string, status: number, says: RegExp): RefusedRequest {
  return { what, init: { method: 'POST', headers: { 'content-type': 'application/json' }, body }, status, says };
}

function got(what: string, search: Record<string, string>, status: number, says: RegExp): RefusedRequest {
  return { what: `${what} by GET`, search: `?${new URLSearchParams(search)}`, init: {}, status, says };
}
