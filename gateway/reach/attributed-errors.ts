import { Kind, parse, type GraphQLFormattedError, type SelectionSetNode } from 'graphql';
import type { SubgraphAnswer, SubgraphFailure, SubgraphRequest } from './subgraph-answer.ts';

/**
 * The answer that stands for a fetch that failed: no data, and one error for each field that was to be fetched, at the first entity,
 * with the number of entities it concerns. The gateway turns the path into that of the client's answer.
 */
export function answerOfFailure(request: SubgraphRequest, failure: SubgraphFailure): SubgraphAnswer {
  const operation = parse(request.query).definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const { representations } = request.variables;
  const entities = Array.isArray(representations) ? representations.length : null;
  const keys = operation ? responseKeys(operation.selectionSet, entities === null ? 0 : 1) : new Set<string>();
  return {
    data: null,
    errors: [...keys].map((key) => ({
      message: failure.message,
      path: entities === null ? [key] : ['_entities', 0, key],
      extensions: { code: failure.code, affected: entities ?? 1 },
    })),
  };
}

/** Errors that differ only in the entity they concern become one, at the first of them, with their number. */
export function withErrorsGathered(answer: SubgraphAnswer): SubgraphAnswer {
  if (!answer.errors?.length) return answer;
  const groups = Map.groupBy(answer.errors, ({ message, path, extensions }) =>
    JSON.stringify([message, extensions?.['code'], path?.map((part) => (typeof part === 'number' ? '@' : part))]),
  );
  const errors = [...groups.values()].map((group): GraphQLFormattedError => ({
    ...group[0]!,
    extensions: { ...group[0]!.extensions, affected: group.length },
  }));
  return { ...answer, errors };
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
