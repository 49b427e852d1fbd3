import type { Readable } from 'node:stream';
import { inLanguage } from '../../kit/code-lists.ts';
import type { TableCell, TableDocument, TableRow } from '../table/document.ts';
import { bytesOf } from './byte-stream.ts';
import type { ExportedTable, ExportLanguage } from './exported-table.ts';
import { cubeOf } from './json-stat-cube.ts';
import { headOf } from './json-stat-head.ts';
import { memberTexts, separated } from './json-texts.ts';
import { obsStatus } from './sdmx-codes.ts';

/**
 * JSON-stat 2.0, a dataset of units x columns, with two dates units x boundaries x columns. What JSON-stat has no place for stands in
 * `extension`: there `cells` has what is known of each, by the same places as `status`.
 */
export function writeJsonStat(table: ExportedTable, language: ExportLanguage): Readable {
  return bytesOf(partsOf(table, language));
}

function* partsOf(table: ExportedTable, language: ExportLanguage): Generator<string> {
  const cube = cubeOf(table.document);
  const { extension, ...head } = headOf(table, cube, language);
  yield '{';
  yield* memberTexts(head);
  yield ',"value":[';
  yield* separated(places(table.document, cube.rows, (cell) => JSON.stringify(cell?.value ?? null)));
  yield '],"status":{';
  yield* separated(
    places(table.document, cube.rows, (cell, place) =>
      cell === null ? null : `"${place}":"${obsStatus(cell.obsStatus, cell.seriesBreak).id}"`,
    ),
  );
  yield '},"extension":{';
  yield* memberTexts(extension);
  yield ',"cells":{';
  yield* separated(
    places(table.document, cube.rows, (cell, place) =>
      cell === null ? null : `"${place}":${JSON.stringify(known(cell, language))}`,
    ),
  );
  yield '}}}';
}

/** A text for each place of the cube, in the order of its values; null for a place without a row, and for what needs no text. */
function* places(
  { columns }: TableDocument,
  rows: Iterable<TableRow | null>,
  write: (cell: TableCell | null, place: number) => string | null,
): Generator<string> {
  let place = 0;
  for (const row of rows) {
    for (let column = 0; column < columns.length; column++) {
      const text = write(row?.cells[column] ?? null, place++);
      if (text !== null) yield text;
    }
  }
}

/** What is known of a cell, without what is not. */
function known(cell: TableCell, language: ExportLanguage) {
  const { column: _column, value: _value, citations, warnings, reason, ...facts } = cell;
  const said = Object.entries(facts).filter(([, fact]) => fact !== null);
  return {
    ...Object.fromEntries(said),
    ...(reason === null ? {} : { reason: inLanguage(reason, language) }),
    ...(citations.length === 0 ? {} : { sources: citations }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}
