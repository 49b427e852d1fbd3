import type { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { bytesOf } from './byte-stream.ts';
import { dataColumns } from './data-columns.ts';
import { text } from './entry.ts';
import { preparedAt, type ExportedTable, type ExportLanguage } from './exported-table.ts';
import { notesOf, sourcesOf, type Section } from './sections.ts';
import { sheetXml, type SheetLine } from './sheet.ts';
import { word, type Word } from './words.ts';
import { sheetPath, workbookParts } from './workbook-parts.ts';

/** A workbook with the sheets Data, Sources and Notes; each sheet is written and packed while it is read. */
export function writeXlsx(table: ExportedTable, language: ExportLanguage): Readable {
  const sheets: readonly (readonly [Word, () => Iterable<SheetLine>])[] = [
    ['data', () => dataLines(table, language)],
    ['sources', () => sectionLines(sourcesOf(table, language))],
    ['notes', () => noteLines(notesOf(table, language))],
  ];
  const zip = new ZipFile();
  const packed = zip.outputStream as PassThrough;
  const options = { mtime: new Date(preparedAt(table)) };
  const names = sheets.map(([key]) => word(key, language));
  for (const [path, xml] of workbookParts(names)) zip.addBuffer(Buffer.from(xml), path, options);
  for (const [index, [, lines]] of sheets.entries()) {
    zip.addReadStreamLazy(sheetPath(index + 1), options, (give) => {
      const sheet = bytesOf(sheetXml(lines(), language));
      sheet.on('error', (error) => packed.destroy(error));
      packed.on('close', () => sheet.destroy());
      give(null, sheet);
    });
  }
  zip.on('error', (error: Error) => packed.destroy(error));
  zip.end();
  return packed;
}

function* dataLines({ document }: ExportedTable, language: ExportLanguage): Generator<SheetLine> {
  const columns = dataColumns(document, language);
  yield { entries: columns.map(({ heading }) => text(heading)), isHeading: true };
  for (const row of document.rows) yield { entries: columns.map(({ entry }) => entry(row)) };
}

function* noteLines(sections: readonly Section[]): Generator<SheetLine> {
  for (const [index, section] of sections.entries()) {
    if (index > 0) {
      yield { entries: [] };
      yield { entries: [text(section.title)], isHeading: true };
    }
    yield* sectionLines(section);
  }
}

function* sectionLines({ headings, rows }: Section): Generator<SheetLine> {
  yield { entries: headings.map(text), isHeading: true };
  for (const entries of rows) yield { entries };
}
