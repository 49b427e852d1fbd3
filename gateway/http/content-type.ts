const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

/** What browsers, GraphQL clients and tools send. */
const USUAL: Readonly<Record<string, string>> = {
  '*/*': JSON_TYPE,
  'application/json': JSON_TYPE,
  'application/json, */*': JSON_TYPE,
  'application/graphql-response+json': GRAPHQL_TYPE,
  'application/graphql-response+json,application/json;q=0.9': GRAPHQL_TYPE,
  'application/graphql-response+json, application/json;q=0.9': GRAPHQL_TYPE,
};

/** The type of the answer for the usual values of `Accept`, as Apollo Server chooses it; null where it has to be asked. */
export function usualContentType(accept: string | undefined): string | null {
  return accept === undefined ? JSON_TYPE : (USUAL[accept] ?? null);
}
