import type { TableCell } from '../table/document.ts';
import { canonicalJson } from './canonical-json.ts';

/** What makes a cell the figure that it is; texts, notes on it and the numbers of its citations do not. */
const FIELDS = [
  'origin',
  'observation',
  'value',
  'valueLow',
  'valueHigh',
  'qualifier',
  'unitMeasure',
  'unitMultiplier',
  'timePeriod',
  'referenceDate',
  'periodBasis',
  'refArea',
  'obsStatus',
  'confStatus',
  'seriesBreak',
  'reasonCode',
  'coverage',
] as const satisfies readonly (keyof TableCell)[];

export type CellField = (typeof FIELDS)[number];

/** The fields in which two cells are not the same figure. */
export function fieldsThatDiffer(a: TableCell, b: TableCell): CellField[] {
  return FIELDS.filter((field) => !isSame(a[field], b[field]));
}

/** Whether two plain values are the same, whatever the order of their members. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return isObject(a) && isObject(b) && canonicalJson(a) === canonicalJson(b);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
