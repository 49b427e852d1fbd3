import { inLanguage } from '../../kit/code-lists.ts';
import type { TableCell, TableColumn, TableDocument, TableRow } from '../table/document.ts';
import { code, codes, day, several, number, text, type Entry } from './entry.ts';
import type { ExportLanguage } from './exported-table.ts';
import { word, type Word } from './words.ts';

/** One column of the spreadsheet with the table's data. */
export interface DataColumn {
  readonly heading: string;
  readonly entry: (row: TableRow) => Entry;
}

/** The columns of a row's unit and rank, then those of every cell. */
export function dataColumns({ columns }: TableDocument, language: ExportLanguage): DataColumn[] {
  return [
    ...UNIT.map(([heading, entry]) => ({ heading: word(heading, language), entry })),
    ...columns.flatMap((column, place) =>
      CELL.map(([heading, entry], part) => ({
        heading: part === 0 ? titleOf(column, language) : `${word(heading, language)} [${column.id}]`,
        entry: (row: TableRow) => entry(row.cells[place]!, language),
      })),
    ),
  ];
}

/** `Số hộ nghèo; Giới tính: nữ; 2024 (hộ) [c1]`: what makes it another column than the next. */
function titleOf(column: TableColumn, language: ExportLanguage): string {
  const unit = inLanguage(column.unitMeasureLabel, language);
  const times = column.unitMultiplier === 0 ? '' : ` × 10^${column.unitMultiplier}`;
  return `${describe(column, language)} (${unit}${times}) [${column.id}]`;
}

/** Name, slice and period of a column. */
export function describe({ name, dimensions, timePeriod }: TableColumn, language: ExportLanguage): string {
  const slice = dimensions.filter(({ code: part }) => part !== '_T').map(({ label }) => inLanguage(label, language));
  return [inLanguage(name, language), ...slice, ...(timePeriod === null ? [] : [timePeriod])].join('; ');
}

const UNIT: readonly [Word, (row: TableRow) => Entry][] = [
  ['unitCode', (row) => text(row.code)],
  ['unitName', (row) => text(row.name)],
  ['level', (row) => code('ADMINISTRATIVE_LEVEL', row.level)],
  ['validFrom', (row) => day(row.validFrom)],
  ['validTo', (row) => day(row.validTo)],
  ['boundariesOn', (row) => day(row.boundariesOn)],
  ['counterparts', (row) => several(row.counterparts)],
  ['rankFrom', (row) => number(row.rank?.from ?? null)],
  ['rankTo', (row) => number(row.rank?.to ?? null)],
  ['rankShared', (row) => number(row.rank?.shared ?? null)],
  ['unrankedReason', (row) => codes('REASON', row.unrankedReason === null ? [] : [row.unrankedReason])],
];

const CELL: readonly [Word, (cell: TableCell, language: ExportLanguage) => Entry][] = [
  ['value', (cell) => number(cell.value, cell.decimals)],
  ['valueLow', (cell) => number(cell.valueLow, cell.decimals)],
  ['valueHigh', (cell) => number(cell.valueHigh, cell.decimals)],
  ['qualifier', (cell) => code('QUALIFIER', cell.qualifier)],
  ['unitMeasure', (cell) => text(cell.unitMeasure)],
  ['unitMultiplier', (cell) => number(cell.unitMultiplier)],
  ['period', (cell) => text(cell.timePeriod)],
  ['periodBasis', (cell) => code('PERIOD_BASIS', cell.periodBasis)],
  ['status', (cell) => code('OBS_STATUS', cell.obsStatus)],
  ['confidentiality', (cell) => code('CONF_STATUS', cell.confStatus)],
  ['seriesBreak', (cell) => text(cell.seriesBreak)],
  ['origin', (cell) => code('CELL_ORIGIN', cell.origin)],
  ['reasonCode', (cell) => text(cell.reasonCode)],
  ['reason', (cell, language) => text(cell.reason && inLanguage(cell.reason, language))],
  ['formula', (cell) => text(cell.formula)],
  ['have', (cell) => number(cell.coverage?.have ?? null)],
  ['of', (cell) => number(cell.coverage?.of ?? null)],
  ['sourceNumbers', (cell) => several(cell.citations)],
  ['warnings', (cell) => codes('TABLE_WARNING', cell.warnings)],
  ['observation', (cell) => text(cell.observation)],
];
