import { createHash } from 'node:crypto';
import {
  getVariableValues,
  Kind,
  print,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  isEnumType,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { FieldReader, NotCompiled, type AskedField } from '../../kit/asked-fields.ts';
import type { CompiledRead } from '../../kit/compiled-read.ts';
import { preparedQuery } from '../../kit/database.ts';
import { pageStatement } from './page.ts';
import { LEFT, unitSql, type Kinds } from './unit-sql.ts';

/** A statement for a document, whose one row is the version of the data and the texts of columns. */
export interface UnitStatement {
  readonly text: string;
  /** Values of the parameters; a `VariableValue` is put in when it is sent. */
  readonly values: readonly unknown[];
  /** The JSON of the root field from the columns; null where the resolvers have to answer. */
  readonly toText: (columns: readonly (string | null)[]) => string | null;
}

/** The value of a variable. */
export class VariableValue {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const KEPT_PER_DOCUMENT = 500;

/** Compiles a question for one unit by its code, or for a page of units without a search, to one prepared statement. */
export function compileUnits(document: DocumentNode, schema: GraphQLSchema): CompiledRead | null {
  const operation = onlyQuery(document);
  if (!operation) return null;
  const names = (operation.variableDefinitions ?? []).map((one) => one.variable.name.value);
  const kinds = kindsOf(schema);
  // A code in a variable is no part of the statement: requests for different units share one.
  const codes = new Set(
    operation.variableDefinitions
      ?.filter((one) => print(one.type).startsWith('ID'))
      .map((one) => one.variable.name.value),
  );
  const kept = new LRUCache<
    string,
    { readonly key: string; readonly name: string; readonly statement: UnitStatement } | 'left'
  >({
    max: KEPT_PER_DOCUMENT,
  });
  const withVariables = (variables: Readonly<Record<string, unknown>>) => {
    const place = JSON.stringify(
      names.map((name) => {
        const value = variables[name];
        return codes.has(name) && typeof value === 'string' ? true : [value, name in variables];
      }),
    );
    let found = kept.get(place);
    if (!found)
      kept.set(place, (found = prepared(() => readRoot(document, operation, schema, kinds, variables)) ?? 'left'));
    return found === 'left' ? null : found;
  };
  return async (variables, db) => {
    const asked = withVariables(variables);
    if (!asked) return null;
    const { name, key, statement } = asked;
    const [row] = await preparedQuery(db, {
      name,
      text: statement.text,
      values: statement.values.map((value) => (value instanceof VariableValue ? variables[value.name] : value)),
    });
    const [dataVersion, ...columns] = row as [string, ...(string | null)[]];
    const text = statement.toText(columns);
    return text === null || text.includes(LEFT) ? null : { dataVersion, data: `{${JSON.stringify(key)}:${text}}` };
  };
}

function onlyQuery({ definitions }: DocumentNode): OperationDefinitionNode | null {
  const [operation, ...others] = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (!operation || others.length > 0 || operation.operation !== 'query' || operation.directives?.length) return null;
  return operation;
}

function prepared(read: () => { readonly key: string; readonly statement: UnitStatement }) {
  try {
    const { key, statement } = read();
    return {
      key,
      statement,
      name: `units_${createHash('sha256').update(statement.text).digest('base64url').slice(0, 22)}`,
    };
  } catch {
    // Whatever is wrong with it, the resolvers say it in their words.
    return null;
  }
}

function readRoot(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  kinds: Kinds,
  variables: Readonly<Record<string, unknown>>,
) {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!coerced) throw new NotCompiled();
  const reader = new FieldReader(schema, document, coerced);
  const [field, ...others] = reader.fields('Query', [operation]);
  if (!field || others.length > 0) throw new NotCompiled();
  if (field.name === 'administrativeUnit') return { key: field.key, statement: oneUnit(reader, kinds, field) };
  if (field.name === 'administrativeUnits') return { key: field.key, statement: pageStatement(reader, kinds, field) };
  throw new NotCompiled();
}

function oneUnit(reader: FieldReader, kinds: Kinds, field: AskedField): UnitStatement {
  const { code, gsoCode, on } = field.args;
  if (typeof code !== 'string' || gsoCode != null || on != null) throw new NotCompiled();
  return {
    text: `select (select number || '-' || installation from data_version),
      (select ${unitSql(reader, kinds, field.nodes)} from unit u0 where u0.code = $1)`,
    values: [codeArgument(field, 'code')],
    // There is no such unit: an error that says what to send.
    toText: ([text]) => text ?? null,
  };
}

/** The value of an argument that takes a code: its variable, or the text that stands in the document. */
export function codeArgument({ nodes, args }: AskedField, name: string): unknown {
  const value = nodes[0]!.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.VARIABLE ? new VariableValue(value.name.value) : args[name];
}

function kindsOf(schema: GraphQLSchema): Kinds {
  const type = schema.getType('AdministrativeKind');
  return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
}
