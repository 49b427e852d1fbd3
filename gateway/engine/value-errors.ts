import type { GraphQLFormattedError } from 'graphql';
import type { Fetch } from './plan/fetch.ts';
import type { Run } from './plan/run.ts';
import { EACH } from './plan/targets.ts';
import { clientKey } from './response-keys.ts';
import type { Shaping } from './shape/shaping.ts';

/**
 * The errors of values that the schema does not allow, as the specification demands: one for all objects that have the same, at the
 * first of them. Where an error was already told for the same place, the null is its consequence and nothing is added.
 */
export function valueErrors(
  { problems }: Pick<Shaping, 'problems'>,
  { errors, withoutData }: Pick<Run, 'errors' | 'withoutData'>,
  fetches: readonly Fetch[],
): GraphQLFormattedError[] {
  const told = errors.map(({ path }) => patternOf(path ?? []));
  const groups = Map.groupBy(problems, ({ message, path }) => JSON.stringify([message, patternOf(path)]));
  return [...groups.values()].flatMap(([first, ...others]): GraphQLFormattedError[] => {
    const pattern = patternOf(first!.path);
    if (told.some((other) => isWithin(other, pattern) || isWithin(pattern, other))) return [];
    const source = sourceOf(pattern, fetches);
    if (source && withoutData.has(source)) return [];
    const serviceName = source?.node.serviceName;
    return [
      {
        message: serviceName ? `${serviceName}: ${first!.message}` : first!.message,
        path: first!.path,
        extensions: {
          code: 'SUBGRAPH_INVALID_RESPONSE',
          ...(serviceName ? { serviceName } : {}),
          affected: 1 + others.length,
        },
      },
    ];
  });
}

function patternOf(path: readonly (string | number)[]): string[] {
  return path.filter((part) => typeof part === 'string');
}

function isWithin(outer: readonly string[], inner: readonly string[]): boolean {
  return outer.every((part, place) => inner[place] === part);
}

/** The fetch that asked for what lies at this place. */
function sourceOf(pattern: readonly string[], fetches: readonly Fetch[]): Fetch | undefined {
  const key = pattern.join('.');
  return fetches.find(({ path, fields }) => {
    const above = path.filter((part) => part !== EACH);
    return fields.all.some((below) => [...above, ...below].map(clientKey).join('.') === key);
  });
}
