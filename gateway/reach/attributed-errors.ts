import { Kind, parse, type GraphQLFormattedError, type SelectionSetNode } from 'graphql';
import type { SubgraphAnswer, SubgraphFailure, SubgraphRequest } from './subgraph-answer.ts';

/**
 * The answer that stands for a fetch that failed: no data, and one error for each field that was to be fetched, at the first entity,
 * with the number of entities it concerns. The gateway turns the path into that of the client's answer.
 */
export function answerOfFailure(request: SubgraphRequest, failure: SubgraphFailure): SubgraphAnswer {
  return {
    data: null,
    errors: atEveryField(request, { message: failure.message, extensions: { code: failure.code } }),
  };
}

/**
 * Errors that differ only in the entity they concern become one, at the first of them, with their number. One without a path concerns
 * the whole fetch.
 */
export function withErrorsGathered(request: SubgraphRequest, answer: SubgraphAnswer): SubgraphAnswer {
  if (!answer.errors?.length) return answer;
  const groups = Map.groupBy(answer.errors, ({ message, path, extensions }) =>
    JSON.stringify([message, extensions?.['code'], path?.map((part) => (typeof part === 'number' ? '@' : part))]),
  );
  const errors = [...groups.values()].flatMap(([first, ...others]): GraphQLFormattedError[] => {
    if (!first!.path) return atEveryField(request, first!);
    return [{ ...first!, extensions: { ...first!.extensions, affected: 1 + others.length } }];
  });
  return { ...answer, errors };
}

/** The error once for each field of the fetch, at its first entity. */
function atEveryField({ query, variables }: SubgraphRequest, error: GraphQLFormattedError): GraphQLFormattedError[] {
  const operation = parse(query).definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const entities = Array.isArray(variables['representations']) ? variables['representations'].length : null;
  const keys = operation ? responseKeys(operation.selectionSet, entities === null ? 0 : 1) : new Set<string>();
  return [...keys].map((key) => ({
    ...error,
    path: entities === null ? [key] : ['_entities', 0, key],
    extensions: { ...error.extensions, affected: entities ?? 1 },
  }));
}

/** Keys of the fields so many levels down, fragments seen through. */
function responseKeys({ selections }: SelectionSetNode, depth: number): Set<string> {
  const keys = selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return [...responseKeys(selection.selectionSet, depth)];
    if (selection.kind !== Kind.FIELD) return [];
    if (depth > 0) return selection.selectionSet ? [...responseKeys(selection.selectionSet, depth - 1)] : [];
    const key = selection.alias?.value ?? selection.name.value;
    return key === '__typename' ? [] : [key];
  });
  return new Set(keys);
}
