import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { numbersOf, smallIntervals } from '../../../test/support/some-intervals.ts';
import { exactly, type Interval } from '../figures/interval.ts';
import type { Column } from './columns/column.ts';
import { applyConditions, readConditions } from './conditions.ts';
import type { Evaluated } from './evaluated.ts';
import type { GridRow } from './grid.ts';
import type { ConditionOperator, TableConditionInput } from './input.ts';

const columns = [
  { definition: { id: 'ones', unitMultiplier: 0 } },
  { definition: { id: 'thousands', unitMultiplier: 3 } },
] as unknown as readonly Column[];
const cellOf = (interval: Interval | null) => ({ interval }) as Evaluated;
const judged = (known: Interval | null, condition: Omit<TableConditionInput, 'column'>, column = 'ones') =>
  readConditions([{ column, ...condition }], columns)[0]!.judge(cellOf(known));

const COMPARED: Readonly<Record<string, (number: number, value: number) => boolean>> = {
  EQ: (number, value) => number === value,
  NE: (number, value) => number !== value,
  GT: (number, value) => number > value,
  GE: (number, value) => number >= value,
  LT: (number, value) => number < value,
  LE: (number, value) => number <= value,
};
const values = fc.constantFrom(0, 0.5, 1, 1.5, 2);
/** What is so for all, for none, or for some of the numbers that an interval allows. */
const verdictOf = (known: Interval, holds: (number: number) => boolean) => {
  const found = new Set(numbersOf(known).map(holds));
  return found.size === 2 ? 'undecided' : found.has(true) ? 'holds' : 'fails';
};

describe('a condition', () => {
  it('holds if every number that is possible fulfils it, fails if none does, and is else undecided', () => {
    const operators = fc.constantFrom(...(Object.keys(COMPARED) as ConditionOperator[]));
    fc.assert(
      fc.property(smallIntervals, operators, values, (known, operator, value) => {
        const expected = verdictOf(known, (number) => COMPARED[operator]!(number, value));
        expect(judged(known, { operator, value })).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('BETWEEN does so for both ends, which belong to it', () => {
    fc.assert(
      fc.property(smallIntervals, values, values, (known, one, other) => {
        const [value, to] = [Math.min(one, other), Math.max(one, other)];
        const expected = verdictOf(known, (number) => value <= number && number <= to);
        expect(judged(known, { operator: 'BETWEEN', value, to })).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('is told in the unit of the column', () => {
    expect(judged(exactly(1_500), { operator: 'EQ', value: 1.5 }, 'thousands')).toBe('holds');
    expect(judged(exactly(1_500), { operator: 'GE', value: 1_500 }, 'thousands')).toBe('fails');
  });

  it('is undecided where nothing is known, unless it asks for just that', () => {
    expect(judged(null, { operator: 'LT', value: 1e300 })).toBe('undecided');
    expect(judged(null, { operator: 'NE', value: 0 })).toBe('undecided');
    expect(judged(null, { operator: 'MISSING' })).toBe('holds');
    expect(judged(null, { operator: 'PRESENT' })).toBe('fails');
    fc.assert(
      fc.property(smallIntervals, (known) => {
        expect([judged(known, { operator: 'MISSING' }), judged(known, { operator: 'PRESENT' })]).toEqual([
          'fails',
          'holds',
        ]);
      }),
    );
  });

  it.each<[Omit<TableConditionInput, 'column'>, RegExp]>([
    [{ operator: 'PRESENT', value: 1 }, /PRESENT takes no value/],
    [{ operator: 'GT' }, /GT takes "value" alone/],
    [{ operator: 'GT', value: 1, to: 2 }, /GT takes "value" alone/],
    [{ operator: 'BETWEEN', value: 1 }, /BETWEEN takes "value" and "to"/],
    [{ operator: 'BETWEEN', to: 1 }, /BETWEEN takes "value" and "to"/],
    [{ operator: 'BETWEEN', value: 2, to: 1 }, /BETWEEN goes from "value" up to "to", but 2 is above 1/],
  ])('%j is refused with what to send', (condition, message) => {
    expect(() => judged(null, condition)).toThrow(message);
  });

  it('on an unknown column is refused with the columns there are', () => {
    expect(() => readConditions([{ column: 'c9', operator: 'PRESENT' }], columns)).toThrow(
      'There is no column "c9". There are: ones, thousands.',
    );
  });
});

describe('the rows of a table with conditions', () => {
  it('are those for which all hold; those that fail none but may fail one are counted', () => {
    const cell = fc.option(smallIntervals, { freq: 4 });
    const rows = fc.array(fc.tuple(cell, cell), { maxLength: 8 });
    fc.assert(
      fc.property(rows, values, values, (drawn, one, other) => {
        const conditions = readConditions(
          [
            { column: 'ones', operator: 'GE', value: one },
            { column: 'thousands', operator: 'LT', value: other },
          ],
          columns,
        );
        const grid = drawn.map((cells) => ({ cells: cells.map(cellOf) }) as unknown as GridRow);
        const verdicts = grid.map(({ cells }) => conditions.map(({ column, judge }) => judge(cells[column]!)));
        const { kept, undecided } = applyConditions(grid, conditions);
        expect(kept).toEqual(grid.filter((_row, place) => verdicts[place]!.every((verdict) => verdict === 'holds')));
        const open = verdicts.filter((both) => !both.includes('fails') && both.includes('undecided'));
        expect(undecided).toBe(open.length);
      }),
    );
  });
});
