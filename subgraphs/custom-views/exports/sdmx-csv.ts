import type { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { bytesOf } from './byte-stream.ts';
import { guarded } from './csv-text.ts';
import type { ExportedTable, ExportLanguage } from './exported-table.ts';
import { slotsOf, type SdmxValue } from './sdmx-component.ts';
import { SDMX_AGENCY, SDMX_DATAFLOW, SDMX_VERSION, structureOf } from './sdmx-structure.ts';

const SEPARATOR = ';';
/** Lines that are written at once. */
const BATCH = 64;

/** SDMX-CSV 2.0: a heading, then one line for each cell. What holds for the whole table stands in every line. */
export function writeSdmxCsv(table: ExportedTable, language: ExportLanguage): Readable {
  return bytesOf(linesOf(table, language));
}

function* linesOf(table: ExportedTable, language: ExportLanguage): Generator<string> {
  const { dimensions, attributes, datasetAttributes } = structureOf(table, language);
  const heading = ({ id, isList = false }: { id: string; isList?: boolean }) => (isList ? `${id}[]` : id);
  yield stringify(
    [
      [
        `STRUCTURE[${SEPARATOR}]`,
        'STRUCTURE_ID',
        'ACTION',
        ...dimensions.map(heading),
        'OBS_VALUE',
        ...attributes.map(heading),
        ...datasetAttributes.map(heading),
      ],
    ],
    FORM,
  );
  const first = ['dataflow', `${SDMX_AGENCY}:${SDMX_DATAFLOW}(${SDMX_VERSION})`, 'I'];
  const last = datasetAttributes.map(({ value }) => textOf(value));
  let lines: string[][] = [];
  for (const slot of slotsOf(table)) {
    lines.push([
      ...first,
      ...dimensions.map(({ of }) => textOf(of(slot))),
      textOf(slot.cell.value),
      ...attributes.map(({ of }) => textOf(of(slot))),
      ...last,
    ]);
    if (lines.length < BATCH) continue;
    yield stringify(lines, FORM);
    lines = [];
  }
  yield stringify(lines, FORM);
}

const FORM = { record_delimiter: 'windows', quoted_match: /[\r\n]|^\s|\s$/ } as const;

function textOf(value: SdmxValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return guarded(value);
  if (!('id' in value)) return value.map(part).join(SEPARATOR);
  return guarded(value.id);
}

/** One of several values; one that holds the separator or a quotation mark is quoted within the field. */
function part(value: string): string {
  const text = guarded(value);
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
