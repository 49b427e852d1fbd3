import { getVariableValues, Kind, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Agency, Indicator } from '../../declarations.ts';
import { sliceKey, TOTAL } from '../../slice.ts';
import type { FigureQuestion } from '../find.ts';
import { EVERYTHING } from '../resolvers.ts';
import { FieldReader, NotCompiled, type AskedField } from '../../asked-fields.ts';
import { askedList, type AskedList } from './asked-lists.ts';
import { observationFields, type ObservationField } from './observation-fields.ts';

/** A typed field that a fetch asks of each unit. */
export interface AskedFigure {
  readonly key: string;
  readonly indicator: Indicator;
  readonly question: FigureQuestion & { readonly slice: string };
  /** Every dimension was named. */
  readonly chosen: boolean;
  readonly fields: readonly ObservationField[];
}

/** A part of an entity: what is the same for all, what its representation says, or its agency's object. */
export type EntityPart =
  | { readonly key: string; readonly constant: string }
  | { readonly key: string; readonly fromRepresentation: 'code' | 'territoryCode' }
  | { readonly key: string; readonly agency: readonly AgencyPart[] };

export type AgencyPart = { readonly key: string; readonly constant: string } | AskedFigure | AskedList;

/** The variable that holds the representations, and the rest of the operation's variables. */
export interface FetchDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Name of the variable that `_entities(representations:)` is given. */
  readonly representations: string;
}

/** Whether a document is a fetch of entities, of one query that asks for nothing else; null otherwise. */
export function fetchDocument(document: DocumentNode): FetchDocument | null {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1 || operation.operation !== 'query' || operation.directives?.length)
    return null;
  const [field, ...others] = operation.selectionSet.selections;
  if (field?.kind !== Kind.FIELD || others.length > 0 || field.name.value !== '_entities' || field.alias) return null;
  const [argument] = field.arguments ?? [];
  if (argument?.value.kind !== Kind.VARIABLE || field.directives?.length) return null;
  return { document, operation, representations: argument.value.name.value };
}

/** What the fetch asks of each unit, with these variables; throws where the ordinary resolvers have to answer. */
export function readFetch(
  { document, operation, representations }: FetchDocument,
  schema: GraphQLSchema,
  agency: Agency,
  variables: Readonly<Record<string, unknown>>,
): readonly EntityPart[] {
  const definitions = (operation.variableDefinitions ?? []).filter(
    (one) => one.variable.name.value !== representations,
  );
  const { coerced } = getVariableValues(schema, definitions, variables);
  if (!coerced) throw new NotCompiled();
  const reader = new FieldReader(schema, document, coerced);
  const root = operation.selectionSet.selections.filter((one) => one.kind === Kind.FIELD);
  return reader.fields('AdministrativeUnit', root).map((field): EntityPart => {
    const { key, name, nodes } = field;
    if (name === '__typename') return { key, constant: '"AdministrativeUnit"' };
    if (name === 'code' || name === 'territoryCode') return { key, fromRepresentation: name };
    if (name !== agency.unitField) throw new NotCompiled();
    const parts = reader.fields(agency.typeName, nodes);
    return { key, agency: parts.map((part) => agencyPart(part, reader, agency)) };
  });
}

function agencyPart(field: AskedField, reader: FieldReader, agency: Agency): AgencyPart {
  const { key, name, args } = field;
  if (name === '__typename') return { key, constant: JSON.stringify(agency.typeName) };
  const indicator = agency.indicators.find((one) => one.field === name);
  if (!indicator) return askedList(field, reader, agency);
  // `current_figure` does not know what was known at another time.
  if (args['asOf'] != null) throw new NotCompiled();
  const codes = indicator.dimensions.map(({ id, argument }) => [id, (args[argument] as string | null) ?? TOTAL]);
  return {
    key,
    indicator,
    question: {
      ...EVERYTHING,
      indicator: indicator.code,
      slice: sliceKey(Object.fromEntries(codes)),
      period: (args['period'] as string | null) ?? null,
      latest: args['period'] == null,
    },
    chosen: indicator.dimensions.every(({ argument }) => args[argument] != null),
    fields: observationFields(reader, field.nodes),
  };
}
