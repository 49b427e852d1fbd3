import { Kind, parse, print, visit, type DocumentNode, type FieldNode, type SelectionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Reach, SubgraphAnswer } from '../reach/subgraph-answer.ts';

/** The lists of an agency in which every indicator stands. */
const LISTS = new Set(['observations', 'available']);
/** Beside what is asked: tells of which indicator an entry is. */
const MARK = '_indicatorOfContract';
/** After a code that does not exist in a contract, so that the agency does not know it. */
const UNKNOWN = '!';

/**
 * An agency as a contract has it: its lists have no entry of an indicator that is left out, and one that is asked for by code is unknown.
 */
export function onlyVisible(reach: Reach, hiddenNow: () => ReadonlySet<string>): Reach {
  const marked = new LRUCache<string, { readonly query: string; readonly hasLists: boolean }>({ max: 1_000 });
  let of = hiddenNow();
  const read = (query: string, hidden: ReadonlySet<string>) => {
    if (hidden !== of) marked.clear();
    of = hidden;
    const known = marked.get(query) ?? markedQuery(query, hidden);
    marked.set(query, known);
    return known;
  };
  return async (request) => {
    const hidden = hiddenNow();
    if (hidden.size === 0) return reach(request);
    const { query, hasLists } = read(request.query, hidden);
    if (!hasLists) return reach(request);
    const variables = hideCodes(request.variables, hidden) as Record<string, unknown>;
    const { kind, caller, signal, operationName } = request;
    const answer = await reach({
      query,
      variables,
      operationName,
      ...(kind && { kind }),
      ...(caller !== undefined && { caller }),
      ...(signal && { signal }),
    });
    return withoutHidden(answer, hidden);
  };
}

function markedQuery(query: string, hidden: ReadonlySet<string>) {
  let hasLists = false;
  const mark: SelectionNode = field('indicator', MARK);
  const document: DocumentNode = visit(parse(query, { noLocation: true }), {
    Field: {
      leave: (node) => {
        if (!LISTS.has(node.name.value) || !node.selectionSet) return undefined;
        hasLists = true;
        return { ...node, selectionSet: { ...node.selectionSet, selections: [...node.selectionSet.selections, mark] } };
      },
    },
    StringValue: (node) => (hidden.has(node.value) ? { ...node, value: `${node.value}${UNKNOWN}` } : undefined),
  });
  return { query: hasLists ? print(document) : query, hasLists };
}

function field(name: string, alias: string): FieldNode {
  return { kind: Kind.FIELD, alias: { kind: Kind.NAME, value: alias }, name: { kind: Kind.NAME, value: name } };
}

/** The same values, with codes that do not exist for whoever asks made unknown. Representations of units hold none. */
function hideCodes(value: unknown, hidden: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return hidden.has(value) ? `${value}${UNKNOWN}` : value;
  if (Array.isArray(value)) return value.map((one) => hideCodes(one, hidden));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, hideCodes(part, hidden)]));
}

/** Without the entries of what is hidden, the marks, and the sign behind codes in messages. */
function withoutHidden(
  { data, errors, extensions, maxAge }: SubgraphAnswer,
  hidden: ReadonlySet<string>,
): SubgraphAnswer {
  const told = errors?.map((error) => ({ ...error, message: withoutSign(error.message, hidden) }));
  return {
    ...(data !== undefined && { data: cleaned(data, hidden) as SubgraphAnswer['data'] }),
    ...(told && { errors: told }),
    ...(extensions && { extensions }),
    ...(maxAge !== undefined && { maxAge }),
  } as SubgraphAnswer;
}

function cleaned(value: unknown, hidden: ReadonlySet<string>): unknown {
  if (Array.isArray(value))
    return value
      .filter((one) => !hidden.has((one as Record<string, string> | null)?.[MARK] ?? ''))
      .map((one) => cleaned(one, hidden));
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).filter(([key]) => key !== MARK);
  return Object.fromEntries(parts.map(([key, part]) => [key, cleaned(part, hidden)]));
}

function withoutSign(message: string, hidden: ReadonlySet<string>): string {
  const listed = [...hidden].reduce(
    (text, code) =>
      text.replaceAll(new RegExp(`(, )?\\b${code}\\b(?!${UNKNOWN})(, (?=\\w))?`, 'g'), (_all, before, after) =>
        before && after ? ', ' : '',
      ),
    message,
  );
  return [...hidden].reduce((text, code) => text.replaceAll(`${code}${UNKNOWN}`, code), listed);
}
