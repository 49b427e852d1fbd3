import type { Fetch } from './fetch.ts';
import { tellFailures } from './fetch-errors.ts';
import { place } from './place.ts';
import type { Entity, Run } from './run.ts';
import { requestOf, scopeOf, variablesOf } from './subgraph-request.ts';
import { isEntity } from './targets.ts';

/** Fetches from the root of a subgraph. */
export async function fetchRoot(fetch: Fetch, run: Run, targets: readonly Entity[]): Promise<void> {
  const variables = variablesOf(fetch, run);
  const scope = scopeOf(fetch, run, variables);
  let data = scope?.get('') as Entity | undefined;
  if (!data) {
    const answer = await run.ask(fetch.node.serviceName, requestOf(fetch, run, variables));
    if (answer.errors?.length) tellFailures(fetch, run, [{ answer, entities: null }], targets.length);
    if (!isEntity(answer.data)) {
      if (answer.errors?.length) run.withoutData.add(fetch);
      return;
    }
    data = answer.data;
    if (scope && !answer.errors?.length) scope.keep(answer, new Map([['', data]]));
  }
  for (const target of targets) place(fetch, target, data);
}
