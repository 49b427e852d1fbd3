import type { TableColumn } from '../table/document.ts';
import { listName } from './code-names.ts';
import { describe } from './data-columns.ts';
import { knownAt, type ExportedTable } from './exported-table.ts';
import { frequency, NO_FREQUENCY, sdmxId, type SdmxCode } from './sdmx-codes.ts';
import { slotsOf, type Dimension, type Slot } from './sdmx-component.ts';

/** A column whose indicator does not have a dimension. */
const NOT_APPLICABLE: SdmxCode = { id: '_Z', name: { vi: 'không áp dụng', en: 'not applicable' } };

/**
 * REF_AREA, INDICATOR, every dimension of any column, TIME_PERIOD and FREQ. Where these do not tell all cells apart, the column is one too
 * (the same series asked twice), and the day of the boundaries (a unit that was in force on both).
 */
export function dimensionsOf(table: ExportedTable): Dimension[] {
  const usual = [REF_AREA, INDICATOR, ...slices(table), timePeriod(table), FREQ];
  const days = new Set(table.document.rows.map(({ boundariesOn }) => boundariesOn));
  return [...usual, ...(tellApart(table, usual) ? [] : [COLUMN]), ...(days.size > 1 ? [BOUNDARIES] : [])];
}

const REF_AREA: Dimension = {
  id: 'REF_AREA',
  name: { vi: 'Đơn vị hành chính', en: 'Reference area' },
  role: 'REF_AREA',
  of: ({ row }) => ({ id: sdmxId(row.code), name: { vi: row.name, en: row.name } }),
};

const INDICATOR: Dimension = {
  id: 'INDICATOR',
  name: { vi: 'Chỉ tiêu', en: 'Indicator' },
  role: 'INDICATOR',
  of: ({ column }) => ({ id: sdmxId(column.code), name: column.name, description: column.definition }),
};

const FREQ: Dimension = {
  id: 'FREQ',
  name: { vi: 'Tần suất', en: 'Frequency' },
  role: 'FREQ',
  of: (slot) => {
    const period = periodOf(slot);
    return period === null ? NO_FREQUENCY : frequency(period);
  },
};

const COLUMN: Dimension = {
  id: 'COLUMN',
  name: { vi: 'Cột của bảng', en: 'Column of the table' },
  of: ({ column }) => ({
    id: sdmxId(column.id),
    name: { vi: describe(column, 'VI'), en: describe(column, 'EN') },
  }),
};

const BOUNDARIES: Dimension = {
  id: 'BOUNDARIES',
  name: { vi: 'Ngày của địa giới', en: 'Day of the boundaries' },
  of: ({ row: { boundariesOn } }) =>
    boundariesOn === null ? NOT_APPLICABLE : { id: boundariesOn, name: { vi: boundariesOn, en: boundariesOn } },
};

/** A cell without a figure, in a column that asks for the latest, has no period: it is told for the day on which there was none. */
function timePeriod(table: ExportedTable): Dimension {
  const lookedForOn = knownAt(table).slice(0, 10);
  return {
    id: 'TIME_PERIOD',
    name: { vi: 'Kỳ', en: 'Time period' },
    role: 'TIME_PERIOD',
    of: (slot) => periodOf(slot) ?? lookedForOn,
  };
}

function periodOf({ cell, column }: Slot): string | null {
  return cell.timePeriod ?? column.timePeriod;
}

function slices({ document: { columns } }: ExportedTable): Dimension[] {
  const ids = new Set(columns.flatMap((column) => column.dimensions.map(({ dimension }) => dimension)));
  const codes = new Map(columns.map((column) => [column, codesOf(column)]));
  return [...ids].map((id) => ({
    id: sdmxId(id),
    name: listName(id),
    of: ({ column }) => codes.get(column)?.get(id) ?? NOT_APPLICABLE,
  }));
}

function codesOf({ dimensions }: TableColumn): ReadonlyMap<string, SdmxCode> {
  return new Map(dimensions.map(({ dimension, code, label }) => [dimension, { id: sdmxId(code), name: label }]));
}

/** Whether no two cells of a row have the same key. */
function tellApart(table: ExportedTable, dimensions: readonly Dimension[]): boolean {
  let row: Slot['row'] | null = null;
  const keys = new Set<string>();
  for (const slot of slotsOf(table)) {
    if (slot.row !== row) keys.clear();
    row = slot.row;
    const key = dimensions.map(({ of }) => keyText(of(slot))).join('.');
    if (keys.has(key)) return false;
    keys.add(key);
  }
  return true;
}

function keyText(value: SdmxCode | string): string {
  return typeof value === 'string' ? value : value.id;
}
