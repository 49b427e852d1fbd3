import { parseTimePeriod } from '../../kit/time-period.ts';
import { sliceKey } from '../../kit/slice.ts';
import type { SeriesNeed } from './series-need.ts';

/** An agency's answer that is not what it must be: nothing of it is used. */
export class UnusableAnswer extends Error {}

/** Arrays of a column that run along the units; those in detail only where they were asked. */
const ALONG = [
  'values',
  'valuesLow',
  'valuesHigh',
  'qualifier',
  'recordType',
  'obsStatus',
  'periodBasis',
  'citation',
] as const;
const IN_DETAIL = ['ids', 'refArea', 'referenceDate', 'confStatus', 'seriesBreak', 'reasonCode'] as const;
const NUMBERS = ['values', 'valuesLow', 'valuesHigh'] as const;
const LARGEST_MULTIPLIER = 30;

/**
 * Checks what an agency sent for a series: an agency is a program of somebody else, and a number along the wrong unit would be served as
 * that unit's figure.
 */
export function checkColumns(
  answer: any,
  need: SeriesNeed,
  asked: { readonly units: readonly string[] | null; readonly inDetail: boolean },
): void {
  const fail = (what: string): never => {
    throw new UnusableAnswer(`${need.agency}: _figures of ${need.indicator} ${what}.`);
  };
  const { units, columns } = answer ?? {};
  if (!Array.isArray(units) || !Array.isArray(columns)) fail('has no lists "units" and "columns"');
  if (asked.units && (units.length !== asked.units.length || asked.units.some((code, place) => units[place] !== code)))
    fail('does not run along the units that were asked');
  for (const column of columns) {
    if (column?.indicator !== need.indicator) fail(`has a column of ${column?.indicator}`);
    if (!Array.isArray(column.dimensions) || (need.slice !== null && sliceOf(column.dimensions) !== need.slice))
      fail('has a column of another slice');
    if (typeof column.timePeriod !== 'string' || parseTimePeriod(column.timePeriod) === null)
      fail(`has "${column.timePeriod}" as a period`);
    if (column.unitMeasure !== need.unitMeasure)
      fail(`is measured in ${column.unitMeasure}, and declared in ${need.unitMeasure}`);
    if (!Number.isInteger(column.unitMultiplier) || Math.abs(column.unitMultiplier) > LARGEST_MULTIPLIER)
      fail(`has ${column.unitMultiplier} as power of ten`);
    if (column.decimals !== null && !Number.isInteger(column.decimals)) fail(`has ${column.decimals} decimals`);
    for (const name of asked.inDetail ? [...ALONG, ...IN_DETAIL] : ALONG)
      if (!Array.isArray(column[name]) || column[name].length !== units.length)
        fail(`has "${name}" not along its units`);
    for (const name of NUMBERS)
      if (!column[name].every(isNumberOrNull)) fail(`has something else than numbers in "${name}"`);
    if (!Array.isArray(column.citations)) fail('has no citations');
  }
}

function sliceOf(dimensions: readonly any[]): string {
  return sliceKey(Object.fromEntries(dimensions.map((one) => [one?.dimension, one?.code])));
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || (typeof value === 'number' && Number.isFinite(value));
}
