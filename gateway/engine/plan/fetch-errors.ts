import type { GraphQLFormattedError } from 'graphql';
import type { SubgraphAnswer } from '../../reach/subgraph-answer.ts';
import { clientKey } from '../response-keys.ts';
import type { Fetch } from './fetch.ts';
import type { Representations } from './representations.ts';
import type { Run } from './run.ts';
import { pathOfTarget } from './targets.ts';

/** One request of a fetch: what was answered, and which representations were asked for; null for a fetch from the root. */
export interface Part {
  answer: SubgraphAnswer;
  readonly entities: readonly number[] | null;
}

type Path = readonly (string | number)[];

/**
 * Tells what a fetch failed with: errors that differ only in the object they concern become one, at the first of them in the client's
 * answer, with the number of objects that it concerns. An error without a path concerns every field of the fetch.
 */
export function tellFailures(
  fetch: Fetch,
  run: Run,
  parts: readonly Part[],
  rootTargets: number,
  representations?: Representations,
): void {
  const gathered = new Map<string, { error: GraphQLFormattedError; first: number; rest: Path; affected: number }>();
  const add = (error: GraphQLFormattedError, first: number, rest: Path, affected: number) => {
    const pattern = rest.map((part) => (typeof part === 'number' ? null : part));
    const key = JSON.stringify([error.message, error.extensions?.['code'], pattern]);
    const known = gathered.get(key);
    if (!known) gathered.set(key, { error, first, rest, affected });
    else {
      known.affected += affected;
      if (first < known.first) Object.assign(known, { error, first, rest });
    }
  };
  const concerned = (index: number) => representations?.targets[index]?.length ?? 1;
  const placeOf = (index: number) => representations?.places[index] ?? 0;
  for (const { answer, entities } of parts) {
    for (const error of answer.errors ?? []) {
      const path = error.path ?? [];
      const index = entities && typeof path[1] === 'number' ? entities[path[1]] : undefined;
      if (entities && index !== undefined) add(error, placeOf(index), path.slice(2), concerned(index));
      else if (!entities && path.length > 0) add(error, 0, path, 1);
      else {
        const all = entities ? entities.reduce((sum, one) => sum + concerned(one), 0) : Math.max(1, rootTargets);
        for (const key of fetch.fields.keys) add(error, entities ? placeOf(entities[0]!) : 0, [key], all);
      }
    }
  }
  for (const { error, first, rest, affected } of gathered.values()) {
    run.errors.push({
      message: error.message,
      path: [...pathOfTarget(run.data, fetch.path, first), ...rest].map(clientKey),
      extensions: { ...error.extensions, serviceName: fetch.node.serviceName, affected },
    });
  }
}
