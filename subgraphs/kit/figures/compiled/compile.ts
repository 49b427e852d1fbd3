import { execute, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Kysely } from 'kysely';
import type { CodeList } from '../../code-lists.ts';
import type { CompiledAnswer, CompiledRead } from '../../compiled-read.ts';
import type { Agency } from '../../declarations.ts';
import type { SubgraphContext } from '../../subgraph.ts';
import { compileColumns } from '../compiled-columns/compile-columns.ts';
import { entityTexts } from './entity-text.ts';
import type { AskedList } from './asked-lists.ts';
import { fetchDocument, readFetch, type AskedFigure, type EntityPart } from './fetch.ts';
import { representationsOf, type Representation } from './representations.ts';
import { readCells } from './read-cells.ts';
import { fetchStatement, type FetchStatement } from './statement.ts';

/** Values of variables, such as periods, for which one document's statement is kept, and characters of all these statements. */
const KEPT_PER_DOCUMENT = 100;
const KEPT_CHARACTERS = 2_000_000;

export interface CompiledAgency {
  readonly agency: Agency;
  readonly codeLists: ReadonlyMap<string, CodeList>;
  readonly schema: GraphQLSchema;
  readonly createContext: (db: Kysely<any>) => SubgraphContext<any>;
}

/** A fetch with its arguments. */
export interface CompiledFetch {
  readonly parts: readonly EntityPart[];
  readonly figures: readonly AskedFigure[];
  readonly lists: readonly AskedList[];
  readonly statement: FetchStatement;
}

/**
 * Compiles a fetch of the figures of many units to one prepared statement: typed fields read `current_figure`, `observations` and
 * `available` the history, whose key lists a territory's figures as fast; a second one tells the facts of absences, where there are any.
 * What it cannot answer exactly as the resolvers do, it leaves to them: a document by answering null, single units by asking them. To
 * them is left
 * - a typed field with `asOf`, since `current_figure` holds what is known now, and it is asked seldom;
 * - what is the caller's mistake, such as an unknown code, and `observations` of no indicator, which read nothing;
 * - a unit with a figure that GraphQL refuses, one whose reason names other sources, or a latest one for two periods of the same days;
 * - more than 20 filters by dimension of one list;
 * - `@skip` and `@include`, and everything that is neither `_entities` nor `_figures`, which is compiled for itself.
 */
export function compileFigures(document: DocumentNode, compiled: CompiledAgency): CompiledRead | null {
  const fetch = fetchDocument(document);
  if (!fetch) return compileColumns(document, compiled);
  const others = fetch.operation.variableDefinitions?.map((one) => one.variable.name.value) ?? [];
  const names = others.filter((name) => name !== fetch.representations);
  const kept = new LRUCache<string, { readonly fetch: CompiledFetch | null }>({
    max: KEPT_PER_DOCUMENT,
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (found, key) => 1 + key.length + (found.fetch?.statement.text.length ?? 0),
  });
  const withVariables = (variables: Readonly<Record<string, unknown>>) => {
    const key = names.length === 0 ? '' : JSON.stringify(names.map((name) => [variables[name], name in variables]));
    let found = kept.get(key);
    if (!found)
      kept.set(
        key,
        (found = { fetch: prepared(() => readFetch(fetch, compiled.schema, compiled.agency, variables), compiled) }),
      );
    return found.fetch;
  };
  if (names.length === 0 && withVariables({}) === null) return null;
  return async (variables, db) => {
    const asked = withVariables(variables);
    const representations = representationsOf(variables[fetch.representations]);
    if (!asked || !representations) return null;
    const cells = await readCells(db, asked, representations);
    if (!cells) return null;
    const { texts, left } = entityTexts(asked.parts, representations, cells, compiled.codeLists);
    const answer = { dataVersion: cells.dataVersion, entities: texts };
    if (left.length === 0) return answer;
    return withLeftEntities(answer, left, fetch.representations, document, variables, db, compiled);
  };
}

function prepared(read: () => readonly EntityPart[], compiled: CompiledAgency): CompiledFetch | null {
  try {
    const parts = read();
    const asked = parts.flatMap((part) => ('agency' in part ? part.agency : []));
    const figures = asked.filter((part) => 'indicator' in part);
    const lists = asked.filter((part) => 'named' in part);
    return { parts, figures, lists, statement: fetchStatement(figures, lists, compiled) };
  } catch {
    // Whatever is wrong with it, the resolvers say it in their words.
    return null;
  }
}

/** Asks the resolvers for the entities that were left; null where the data moved in between, or they tell errors. */
async function withLeftEntities(
  answer: CompiledAnswer & { readonly entities: readonly string[] },
  left: readonly number[],
  name: string,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  db: Kysely<any>,
  { schema, createContext }: CompiledAgency,
): Promise<CompiledAnswer | null> {
  const contextValue = createContext(db);
  const representations = variables[name] as readonly Representation[];
  const variableValues = { ...variables, [name]: left.map((place) => representations[place]) };
  const { data, errors } = await execute({ schema, document, contextValue, variableValues });
  if (errors || contextValue.read.dataVersion !== answer.dataVersion) return null;
  const entities = [...answer.entities];
  for (const [index, place] of left.entries())
    entities[place] = JSON.stringify((data!['_entities'] as object[])[index]);
  return { ...answer, entities };
}
