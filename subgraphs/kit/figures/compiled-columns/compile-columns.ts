import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CompiledRead } from '../../compiled-read.ts';
import { MOST_UNITS } from '../columns-question.ts';
import type { CompiledAgency } from '../compiled/compile.ts';
import { columnsDocument, readAskedColumns, type AskedColumns, type ColumnsDocument } from './asked-columns.ts';
import { columnsStatement } from './columns-statement.ts';
import { columnsValue } from './columns-value.ts';
import { readColumns, type ColumnsRead } from './read-columns.ts';

/** Values of variables, such as periods, for which one document's statement is kept. */
const KEPT_PER_DOCUMENT = 100;

/** A read, and of each list of units the variable that has it, or its codes. */
interface Prepared extends ColumnsRead {
  readonly codes: readonly Exclude<AskedColumns['units'], null>[];
}

/**
 * Compiles a document that asks `_figures`, once or several times, to one prepared statement over `current_figure`. To the resolvers is
 * left
 * - what is the caller's mistake, such as an unknown unit or indicator, or too much at once;
 * - `asOf`, where a figure of a cell asked has come since then, since `current_figure` holds what is known now;
 * - `fromHistory`, for the same reason;
 * - a figure that GraphQL refuses, or a latest one for two periods of the same days;
 * - `@skip` and `@include`, fragments at the root, and documents that ask anything else.
 */
export function compileColumns(document: DocumentNode, compiled: CompiledAgency): CompiledRead | null {
  const columns = columnsDocument(document);
  if (!columns) return null;
  const kept = new LRUCache<string, { readonly prepared: Prepared | null }>({ max: KEPT_PER_DOCUMENT });
  return async (variables, db) => {
    if (!listsAreRead(columns, variables)) return null;
    const isNamed = (name: string) => variables[name] != null;
    const names = columns.variables.map((name) => [variables[name], name in variables]);
    const key = JSON.stringify([names, [...columns.unitLists].map(isNamed)]);
    let found = kept.get(key);
    if (!found) kept.set(key, (found = { prepared: prepare(columns, compiled, variables) }));
    const { prepared } = found;
    if (!prepared) return null;
    const codes = prepared.codes.map((one) =>
      'variable' in one ? (variables[one.variable] as readonly string[]) : one,
    );
    const read = await readColumns(db, prepared, codes);
    if (!read) return null;
    const value = prepared.asked.map(({ key: name, fields }, place) => [
      name,
      columnsValue(fields, read[place]!, compiled),
    ]);
    return { dataVersion: read[0]!.dataVersion, value: Object.fromEntries(value) };
  };
}

/** Whether the variables that hold units mean what they hold. */
function listsAreRead({ unitLists, required }: ColumnsDocument, variables: Readonly<Record<string, unknown>>): boolean {
  return [...unitLists].every((name) => {
    const value = variables[name];
    if (value == null) return !required.has(name);
    return Array.isArray(value) && value.length <= MOST_UNITS && value.every((code) => typeof code === 'string');
  });
}

function prepare(
  columns: ColumnsDocument,
  compiled: CompiledAgency,
  variables: Readonly<Record<string, unknown>>,
): Prepared | null {
  try {
    const asked = readAskedColumns(columns, compiled.schema, compiled.agency, variables);
    const codes = new Map<string, Exclude<AskedColumns['units'], null>>();
    const lists = asked.map(({ units }) => {
      if (units === null || ('variable' in units && variables[units.variable] == null)) return null;
      const key = JSON.stringify(units);
      codes.set(key, units);
      return [...codes.keys()].indexOf(key);
    });
    return { asked, lists, statement: columnsStatement(asked, lists), codes: [...codes.values()] };
  } catch {
    // Whatever is wrong with it, the resolvers say it in their words.
    return null;
  }
}
