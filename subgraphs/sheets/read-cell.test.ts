import { describe, expect, it } from '@jest/globals';
import { decimalSignOf, readCell, type DecimalSign } from './read-cell.ts';

const exact = (value: string) => ({ qualifier: 'EQ', value, low: '', high: '' });

describe('a cell of a sheet', () => {
  it.each<[string, DecimalSign | null, object]>([
    ['1.250', ',', exact('1250')],
    ['1.250', '.', exact('1.250')],
    ['1,250', '.', exact('1250')],
    ['12,5%', null, exact('12.5')],
    ['98,5 %', ',', exact('98.5')],
    ['1.234.567', null, exact('1234567')],
    ['1,234.5', null, exact('1234.5')],
    ['0,125', null, exact('0.125')],
    ['-0,5', null, exact('-0.5')],
    ['2 700', null, exact('2700')],
    ['2\u00a0700', null, exact('2700')],
    ['0', null, exact('0')],
    ['> 2.700', ',', { qualifier: 'GT', value: '', low: '2700', high: '' }],
    ['hơn 2.700', ',', { qualifier: 'GT', value: '', low: '2700', high: '' }],
    ['≥5', null, { qualifier: 'GE', value: '', low: '5', high: '' }],
    ['dưới 5', null, { qualifier: 'LT', value: '', low: '', high: '5' }],
    ['không quá 7', null, { qualifier: 'LE', value: '', low: '', high: '7' }],
    ['~5', null, { qualifier: 'APPROX', value: '5', low: '', high: '' }],
    ['1.000-2.000', ',', { qualifier: 'RANGE', value: '', low: '1000', high: '2000' }],
  ])('"%s" with the decimal sign %s is a figure as it says', (cell, sign, figure) => {
    expect(readCell(cell, sign)).toEqual({ ...figure, asPrinted: cell });
  });

  it.each(['', '-', '–', '...', '…', 'n/a', 'x'])('"%s" has none', (cell) => {
    expect(readCell(cell, null)).toBeNull();
  });

  it.each<[string, DecimalSign | null]>([
    ['1.250', null],
    ['> 2.700', null],
    ['2.7', ','],
    ['1,25', '.'],
    ['(5)', null],
    ['khoảng 1,5 triệu', ','],
    ['5 người', null],
    ['200-100', null],
    ['2024-01-01', null],
    ['1e5', null],
    ['12/5', null],
    ['many', null],
    ['1.234.567.890.123.456', null],
  ])('"%s" with the decimal sign %s is not guessed at', (cell, sign) => {
    expect(readCell(cell, sign)).toBeUndefined();
  });

  it('that is a number stays the number, without what binary fractions add', () => {
    const values = [97.25, 0.1 + 0.2, 1e-7, 1e14, -3].map((number) => readCell(number, null)?.value);
    // More digits than a figure file takes.
    expect(readCell(1e15, null)).toBeUndefined();
    expect(values).toEqual(['97.25', '0.3', '0.0000001', '100000000000000', '-3']);
  });

  it('tells its decimal sign only where it can be no other', () => {
    const signs = ['1.250', '12,5', '1.234.567', '1,234.5', '0.125', '1250'].map(decimalSignOf);
    expect(signs).toEqual([null, ',', ',', '.', '.', null]);
  });
});
