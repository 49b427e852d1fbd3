import { inLanguage } from '../../kit/code-lists.ts';
import { codeName } from './code-names.ts';
import { daySerial } from './day-serial.ts';
import type { Entry } from './entry.ts';
import type { ExportLanguage } from './exported-table.ts';
import { escaped, XML } from './spreadsheet-xml.ts';
import { numberStyle, STYLE } from './workbook-styles.ts';

/** A line of a sheet. */
export interface SheetLine {
  readonly entries: readonly Entry[];
  readonly isHeading?: boolean;
}

const LETTERS = 26;
/** Texts that would be a formula if somebody typed them. */
const LIKE_A_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The XML of a sheet, line by line; the first stays in sight. */
export function* sheetXml(lines: Iterable<SheetLine>, language: ExportLanguage): Generator<string> {
  yield (
    `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
    '<sheetViews><sheetView workbookViewId="0">' +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    '<sheetFormatPr defaultColWidth="16" defaultRowHeight="15"/><sheetData>'
  );
  let place = 0;
  for (const { entries, isHeading = false } of lines) {
    place += 1;
    const cells = entries.map((entry, column) =>
      cellXml(entry, `${columnLetters(column)}${place}`, isHeading, language),
    );
    yield `<row r="${place}">${cells.join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function cellXml(entry: Entry, at: string, isHeading: boolean, language: ExportLanguage): string {
  if (entry === null) return '';
  switch (entry.kind) {
    case 'number':
      return `<c r="${at}" s="${numberStyle(entry.decimals)}"><v>${entry.number}</v></c>`;
    case 'day': {
      const serial = daySerial(entry.day);
      return serial === null ? textXml(entry.day, at, isHeading) : `<c r="${at}" s="${STYLE.day}"><v>${serial}</v></c>`;
    }
    case 'code':
      return textXml(inLanguage(codeName(entry.list, entry.code), language), at, isHeading);
    case 'codes':
      return textXml(entry.codes.map((code) => withName(entry.list, code, language)).join('; '), at, isHeading);
    default:
      return textXml(entry.text, at, isHeading);
  }
}

/** `the periods differ (UNLIKE_PERIODS)`; a code that no list names stands alone. */
function withName(list: string, code: string, language: ExportLanguage): string {
  const name = inLanguage(codeName(list, code), language);
  return name === code ? code : `${name} (${code})`;
}

function textXml(text: string, at: string, isHeading: boolean): string {
  const usual = LIKE_A_FORMULA.test(text) ? STYLE.quoted : STYLE.plain;
  const style = isHeading ? STYLE.heading : usual;
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** `A` to `Z`, `AA` ...: the name of a column by its place from 0. */
function columnLetters(place: number): string {
  let letters = '';
  for (let rest = place; rest >= 0; rest = Math.floor(rest / LETTERS) - 1)
    letters = String.fromCharCode(65 + (rest % LETTERS)) + letters;
  return letters;
}
