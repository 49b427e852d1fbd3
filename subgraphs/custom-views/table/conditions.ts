import { badInput } from '../../kit/errors.ts';
import { toOnes } from '../figures/figure.ts';
import type { Interval } from '../figures/interval.ts';
import { certainOf } from './certain.ts';
import type { Column } from './columns/column.ts';
import { hasValue, type Evaluated } from './evaluated.ts';
import type { GridRow } from './grid.ts';
import type { TableConditionInput } from './input.ts';

type Verdict = 'holds' | 'fails' | 'undecided';

export interface Condition {
  /** Place of the column. */
  readonly column: number;
  readonly judge: (cell: Evaluated) => Verdict;
}

export function readConditions(
  inputs: readonly TableConditionInput[],
  columns: readonly Column[],
): readonly Condition[] {
  return inputs.map((input) => {
    const column = placeOf(input.column, columns);
    const { operator, value = null, to = null } = input;
    const isOfPresence = operator === 'PRESENT' || operator === 'MISSING';
    if (isOfPresence !== (value === null) || (operator === 'BETWEEN') !== (to !== null))
      throw badInput(
        `A condition ${operator} takes ${isOfPresence ? 'no value' : operator === 'BETWEEN' ? '"value" and "to"' : '"value" alone'}.`,
      );
    if (to !== null && to < value!)
      throw badInput(`A condition BETWEEN goes from "value" up to "to", but ${value} is above ${to}.`);
    if (isOfPresence)
      return { column, judge: (cell) => (hasValue(cell) === (operator === 'PRESENT') ? 'holds' : 'fails') };
    const ones = (number: number) => toOnes(number, columns[column]!.definition.unitMultiplier);
    return {
      column,
      judge: (cell) => {
        const known = certainOf(cell);
        return known ? compare(known, operator, ones(value!), ones(to ?? value!)) : 'undecided';
      },
    };
  });
}

/** Place of a column by its id. */
export function placeOf(id: string, columns: readonly Column[]): number {
  const place = columns.findIndex(({ definition }) => definition.id === id);
  if (place < 0)
    throw badInput(
      `There is no column "${id}". There are: ${columns.map(({ definition }) => definition.id).join(', ')}.`,
    );
  return place;
}

/** Rows that fulfil all conditions for certain, and how many might. */
export function applyConditions(
  rows: readonly GridRow[],
  conditions: readonly Condition[],
): { kept: readonly GridRow[]; undecided: number } {
  let undecided = 0;
  const kept = rows.filter(({ cells }) => {
    const verdicts = conditions.map(({ column, judge }) => judge(cells[column]!));
    if (verdicts.includes('fails')) return false;
    if (!verdicts.includes('undecided')) return true;
    undecided += 1;
    return false;
  });
  return { kept, undecided };
}

function compare(known: Interval, operator: TableConditionInput['operator'], value: number, to: number): Verdict {
  switch (operator) {
    case 'GT':
      return isAbove(known, value, true) ? 'holds' : isBelow(known, value, false) ? 'fails' : 'undecided';
    case 'GE':
      return isAbove(known, value, false) ? 'holds' : isBelow(known, value, true) ? 'fails' : 'undecided';
    case 'LT':
      return negated(compare(known, 'GE', value, to));
    case 'LE':
      return negated(compare(known, 'GT', value, to));
    case 'BETWEEN': {
      const both = [compare(known, 'GE', value, to), compare(known, 'LE', to, to)];
      return both.includes('fails') ? 'fails' : both.includes('undecided') ? 'undecided' : 'holds';
    }
    case 'NE':
      return negated(compare(known, 'EQ', value, to));
    default:
      if (known.low === value && known.high === value) return 'holds';
      return isAbove(known, value, true) || isBelow(known, value, true) ? 'fails' : 'undecided';
  }
}

function negated(verdict: Verdict): Verdict {
  return verdict === 'holds' ? 'fails' : verdict === 'fails' ? 'holds' : 'undecided';
}

/** For certain above the value, or (not strictly) at least it. */
function isAbove({ low, lowOpen }: Interval, value: number, strictly: boolean): boolean {
  return low > value || (low === value && (lowOpen || !strictly));
}

function isBelow({ high, highOpen }: Interval, value: number, strictly: boolean): boolean {
  return high < value || (high === value && (highOpen || !strictly));
}
