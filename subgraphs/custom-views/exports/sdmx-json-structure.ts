import { randomUUID } from 'node:crypto';
import { inLanguage } from '../../kit/code-lists.ts';
import { addDays } from '../../kit/calendar.ts';
import { parseTimePeriod } from '../../kit/time-period.ts';
import { preparedAt, type ExportedTable, type ExportLanguage } from './exported-table.ts';
import type { Attribute, Component, DatasetAttribute, Dimension, SdmxValue } from './sdmx-component.ts';
import { SDMX_AGENCY, SDMX_DATAFLOW, SDMX_VERSION } from './sdmx-structure.ts';
import type { ValueList } from './value-list.ts';
import { word } from './words.ts';

const SCHEMA =
  'https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json';

/** All of Viet Nam. */
const OFFSET = '+07:00';

/** The components of a table with the values that its cells have. */
export interface ListedStructure {
  readonly dimensions: readonly { readonly dimension: Dimension; readonly list: ValueList }[];
  /** Without a list, values stand with the cells. */
  readonly attributes: readonly { readonly attribute: Attribute; readonly list: ValueList | null }[];
  readonly dataset: readonly { readonly attribute: DatasetAttribute; readonly list: ValueList }[];
}

/** Who sent the message, when, in which language. A frozen table is one message for ever. */
export function metaOf(table: ExportedTable, language: ExportLanguage) {
  return {
    schema: SCHEMA,
    id: table.hash ?? randomUUID(),
    test: false,
    prepared: preparedAt(table),
    contentLanguages: [language.toLowerCase()],
    name: table.title ?? word('untitled', language),
    sender: { id: SDMX_AGENCY, name: 'Liên thông' },
  };
}

export function structureLink() {
  return {
    rel: 'dataflow',
    urn: `urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=${SDMX_AGENCY}:${SDMX_DATAFLOW}(${SDMX_VERSION})`,
  };
}

export function structureJson(table: ExportedTable, language: ExportLanguage, listed: ListedStructure) {
  // A table without rows has no values to list, and a dimension must have some.
  const dimensions = listed.dimensions.filter(({ list }) => list.values.length > 0);
  return {
    links: [structureLink()],
    name: table.title ?? word('untitled', language),
    ...(table.notes === null ? {} : { description: table.notes }),
    dimensions: {
      observation: dimensions.map(({ dimension, list }, keyPosition) => ({
        ...componentJson(dimension, language),
        keyPosition,
        values: list.values.map((value) =>
          typeof value === 'string' ? periodJson(value) : valueJson(value, language),
        ),
      })),
    },
    measures: {
      observation: [
        {
          id: 'OBS_VALUE',
          name: word('value', language),
          roles: ['OBS_VALUE'],
          isMandatory: false,
          format: { dataType: 'Double' },
        },
      ],
    },
    attributes: {
      dataSet: listed.dataset.map(({ attribute, list }) => attributeJson(attribute, list, { dataflow: {} }, language)),
      observation: listed.attributes.map(({ attribute, list }) =>
        attributeJson(attribute, list, { observation: {} }, language),
      ),
    },
    annotations: annotationsOf(table, language),
    dataSets: [0],
  };
}

function attributeJson(
  attribute: Pick<Attribute, 'id' | 'name' | 'role' | 'isList' | 'dataType'>,
  list: ValueList | null,
  relationship: object,
  language: ExportLanguage,
) {
  const { isList = false, dataType = 'String' } = attribute;
  const values = list?.values ?? [];
  const isCoded = values.some((value) => typeof value === 'object' && 'id' in value);
  return {
    ...componentJson(attribute, language),
    relationship,
    ...(isCoded ? {} : { format: { dataType, minOccurs: 0, maxOccurs: isList ? 'unbounded' : 1 } }),
    ...(values.length === 0 ? {} : { values: values.map((value) => valueJson(value, language)) }),
  };
}

function componentJson({ id, name, role }: Component, language: ExportLanguage) {
  return { id, name: inLanguage(name, language), ...(role === undefined ? {} : { roles: [role] }) };
}

function valueJson(value: Exclude<SdmxValue, null>, language: ExportLanguage) {
  if (typeof value !== 'object') return { value };
  if (!('id' in value)) return { values: value };
  const { id, name, description } = value;
  return {
    id,
    name: inLanguage(name, language),
    ...(description ? { description: inLanguage(description, language) } : {}),
  };
}

/** A period with its first and last instant; a period that is none of ours has only its text. */
function periodJson(text: string) {
  const period = parseTimePeriod(text);
  if (!period) return { value: text };
  const { start, end } = period;
  return { value: text, start: `${start}T00:00:00${OFFSET}`, end: `${addDays(end, -1)}T23:59:59${OFFSET}` };
}

/** What is known of the table beside its cells. */
export function annotationsOf({ document: { coverage, warnings } }: ExportedTable, language: ExportLanguage) {
  return [
    ...coverage.map(({ column, have, of }) => ({ type: 'COVERAGE', title: column, value: `${have}/${of}` })),
    ...warnings.map(({ code, column, text }) => ({
      type: 'WARNING',
      title: column === null ? code : `${code} ${column}`,
      text: inLanguage(text, language),
    })),
  ];
}
