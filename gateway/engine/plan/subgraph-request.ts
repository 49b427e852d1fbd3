import type { SubgraphRequest } from '../../reach/subgraph-answer.ts';
import { clientKey } from '../response-keys.ts';
import type { Fetch } from './fetch.ts';
import { listOf, type Representations } from './representations.ts';
import type { CacheScope, Run } from './run.ts';

/** Variables have the client's values, whatever they are called in the plan. */
export function variablesOf({ node: { variableUsages } }: Fetch, { variables }: Run): Record<string, unknown> {
  const used: Record<string, unknown> = {};
  for (const name of variableUsages ?? []) {
    const sent = clientKey(name);
    if (Object.hasOwn(variables, sent) && variables[sent] !== undefined) used[name] = variables[sent];
  }
  return used;
}

export function requestOf({ node, recognition }: Fetch, run: Run, variables: Record<string, unknown>): SubgraphRequest {
  return {
    query: node.operation,
    variables,
    operationName: node.operationName,
    kind: node.operationKind === 'mutation' ? 'mutation' : 'query',
    caller: run.caller,
    signal: run.signal,
    ...(recognition && run.splices ? { recognition } : {}),
  };
}

/** The request for some of the entities; their JSON is written once for all agencies that are asked for the same. */
export function entitiesRequest(
  fetch: Fetch,
  run: Run,
  variables: Record<string, unknown>,
  { objects, texts, list }: Representations,
  entities: readonly number[],
): SubgraphRequest {
  const areAll = entities.length === objects.length;
  const representations = areAll ? objects : entities.map((index) => objects[index]!);
  const writeVariables = () =>
    variablesText(variables, areAll ? list() : listOf(entities.map((index) => texts[index]!)));
  return { ...requestOf(fetch, run, { ...variables, representations }), writeVariables };
}

function variablesText(variables: Readonly<Record<string, unknown>>, representations: string): string {
  const others = JSON.stringify(variables).slice(0, -1);
  return `${others}${others.length > 1 ? ',' : ''}"representations":${representations}}`;
}

/** Where what this fetch brings is kept; null where nothing is. */
export function scopeOf(fetch: Fetch, run: Run, variables: Record<string, unknown>): CacheScope | null {
  if (!run.cache || fetch.node.operationKind !== 'query') return null;
  return run.cache.scope(fetch.node.serviceName, fetch.hash, JSON.stringify(variables), run.caller);
}
