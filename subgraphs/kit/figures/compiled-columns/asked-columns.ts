import { getVariableValues, Kind, type DocumentNode, type FieldNode, type GraphQLSchema } from 'graphql';
import { FieldReader, NotCompiled, type AskedField } from '../../asked-fields.ts';
import type { Agency } from '../../declarations.ts';
import { dimensionFields, type ObservationField } from '../compiled/observation-fields.ts';
import { columnsQuestion, type ColumnsArguments, type ColumnsQuestion } from '../columns-question.ts';

/** One `_figures` of a document. */
export interface AskedColumns {
  readonly key: string;
  readonly question: Omit<ColumnsQuestion, 'units'>;
  readonly filters: NonNullable<ColumnsArguments['dimensions']>;
  /** Codes as the document has them, the variable that holds them, or null: none are named. */
  readonly units: readonly string[] | { readonly variable: string } | null;
  readonly fields: readonly ColumnsField[];
}

/** A field of `FigureColumns`; those of each column below `columns`. */
export interface ColumnsField {
  readonly key: string;
  readonly name: string;
  readonly fields: readonly ObservationField[];
}

/** A document that asks `_figures` and nothing else. */
export interface ColumnsDocument {
  readonly document: DocumentNode;
  /** Variables that hold lists of units: these may be long, and are read apart. What else is asked by one of them is not understood. */
  readonly unitLists: ReadonlySet<string>;
  /** Those among them whose declaration has to be read for what a null or nothing means. */
  readonly required: ReadonlySet<string>;
  readonly variables: readonly string[];
}

/** Whether a document asks `_figures` once or several times, and nothing else; null otherwise. */
export function columnsDocument(document: DocumentNode): ColumnsDocument | null {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1 || operation.operation !== 'query' || operation.directives?.length)
    return null;
  const fields = operation.selectionSet.selections;
  if (!fields.every((one) => one.kind === Kind.FIELD && one.name.value === '_figures' && !one.directives?.length))
    return null;
  const lists = new Set((fields as readonly FieldNode[]).flatMap((field) => unitsVariable(field) ?? []));
  const definitions = operation.variableDefinitions ?? [];
  const required = definitions.filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE || defaultValue);
  return {
    document,
    unitLists: lists,
    required: new Set(required.map(({ variable }) => variable.name.value).filter((name) => lists.has(name))),
    variables: definitions.map(({ variable }) => variable.name.value).filter((name) => !lists.has(name)),
  };
}

/** What the document asks with these variables; throws where the ordinary resolvers have to answer. */
export function readAskedColumns(
  { document, unitLists }: ColumnsDocument,
  schema: GraphQLSchema,
  agency: Agency,
  variables: Readonly<Record<string, unknown>>,
): readonly AskedColumns[] {
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)!;
  const definitions = operation.variableDefinitions ?? [];
  const others = definitions.filter(({ variable }) => !unitLists.has(variable.name.value));
  const { coerced } = getVariableValues(schema, others, variables);
  if (!coerced) throw new NotCompiled();
  const reader = new FieldReader(schema, document, coerced);
  return reader.fields('Query', [operation]).map((field) => {
    const args = field.args as unknown as ColumnsArguments;
    if (args.fromHistory) throw new NotCompiled();
    const variable = unitsVariable(field.nodes[0]!);
    const { units, ...question } = columnsQuestion(agency, args);
    return {
      key: field.key,
      question,
      filters: args.dimensions ?? [],
      units: variable !== null && unitLists.has(variable) ? { variable } : units,
      fields: reader
        .fields('FigureColumns', field.nodes)
        .map(({ key, name, nodes }) => ({ key, name, fields: name === 'columns' ? columnFields(reader, nodes) : [] })),
    };
  });
}

function columnFields(reader: FieldReader, parents: AskedField['nodes']): ObservationField[] {
  return reader.fields('FigureColumn', parents).map(({ key, name, nodes }) => {
    if (name === 'dimensions') return { key, name, fields: dimensionFields(reader, nodes) };
    if (name === 'citations') return { key, name, fields: reader.fields('Citation', nodes) };
    return { key, name };
  });
}

/** The variable that a field takes its units from. */
function unitsVariable(field: FieldNode): string | null {
  const value = field.arguments?.find(({ name }) => name.value === 'units')?.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : null;
}
