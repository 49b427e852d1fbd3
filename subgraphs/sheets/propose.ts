import { parseTimePeriod } from '../kit/time-period.ts';
import { decimalSignOf, readCell } from './read-cell.ts';
import type { Sheet, SheetCell } from './read-sheet.ts';
import type { SheetDefinition, SheetIndicator } from './definition.ts';

const UNIT =
  /^(unit|area|key|code|mã|ma |đơn vị|don vi|địa phương|dia phuong|xã|huyện|tỉnh|province|district|commune|place)/i;
const PROVINCE = /^(within|province|tỉnh|tinh|thuộc)/i;
const PERIOD = /^(period|year|time|kỳ|ky|năm|nam|thời)/i;
const LEVELS = [
  ['PROVINCE', /tỉnh|province/i],
  ['DISTRICT', /huyện|quận|thị xã|district/i],
  ['COMMUNE', /\bxã|phường|commune|ward/iu],
] as const;
const WORDS_OF_UNIT = [
  ['PT', /%|tỷ lệ|ty le|rate|share|per ?cent/i],
  ['HH', /\bhộ\b|household/i],
  ['PS', /người|học sinh|trẻ|lao động|person|people|pupil|student|child|worker/i],
] as const;

/** What can be read out of a sheet itself; everything else is null, and must be said by whoever knows. */
export function proposeDefinition(name: string, prefix: string | null, { header, rows }: Sheet): SheetDefinition {
  const columnsOf = (isSo: (header: string, cells: readonly SheetCell[]) => boolean) =>
    header.filter(
      (title, place) =>
        title !== '' &&
        isSo(
          title,
          rows.map(({ cells }) => cells[place] ?? ''),
        ),
    );
  const [periodColumn = null] = columnsOf((title, cells) => PERIOD.test(title) && cells.every(isPeriod));
  const places = columnsOf((title) => title !== periodColumn && (UNIT.test(title) || PROVINCE.test(title)));
  const unitColumn = places.find((title) => !PROVINCE.test(title)) ?? places[0] ?? null;
  const withinColumn = places.find((title) => title !== unitColumn && PROVINCE.test(title)) ?? null;
  const taken = new Set([periodColumn, unitColumn, withinColumn]);
  const figures = columnsOf((title, cells) => !taken.has(title) && cells.some(isFigure));
  const texts = rows.flatMap(({ cells }) =>
    header.flatMap((title, place) => (figures.includes(title) ? [cells[place] ?? ''] : [])),
  );
  return {
    name,
    prefix,
    nameVi: null,
    nameEn: null,
    source: { publisher: null, title: null, published: null, address: null, licence: null },
    unitColumn,
    unitLevel: LEVELS.find(([, words]) => words.test(unitColumn ?? ''))?.[0] ?? null,
    withinColumn,
    periodColumn,
    timePeriod: null,
    decimalSign: signOf(texts),
    indicators: figures.map((column) => proposeIndicator(column, prefix)),
    unitMeasures: [],
  };
}

function proposeIndicator(column: string, prefix: string | null): SheetIndicator {
  const words = asciiWords(column);
  return {
    column,
    code: `${prefix ?? 'X'}_${words.join('_').toUpperCase()}`.slice(0, 40).replace(/_+$/, ''),
    field: words.map((word, place) => (place === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join(''),
    nameVi: null,
    nameEn: null,
    definitionVi: null,
    definitionEn: null,
    unitMeasure: WORDS_OF_UNIT.find(([, words_]) => words_.test(column))?.[0] ?? null,
    aggregation: WORDS_OF_UNIT[0][1].test(column) ? 'NONE' : null,
  };
}

/** Words without accents that a name may be made of; the first begins with a letter. */
export function asciiWords(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll(/đ/gi, 'd')
    .toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  return /^[a-z]/.test(words[0] ?? '') ? words.slice(0, 8) : ['figure', ...words.slice(0, 7)];
}

function isPeriod(cell: SheetCell): boolean {
  return parseTimePeriod(String(cell)) !== null;
}

function isFigure(cell: SheetCell): boolean {
  const figure = readCell(cell, '.') ?? readCell(cell, ',');
  return figure !== null && figure !== undefined;
}

/** The sign that the texts tell, if none of them tells the other. */
function signOf(cells: readonly SheetCell[]): ',' | '.' | null {
  const told = new Set(cells.flatMap((cell) => (typeof cell === 'string' ? (decimalSignOf(cell) ?? []) : [])));
  return told.size === 1 ? [...told][0]! : null;
}
