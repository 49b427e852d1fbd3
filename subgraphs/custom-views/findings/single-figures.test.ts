import { describe, expect, it } from '@jest/globals';
import { findingsIn, inShort, madeIndicator, type MadeFigure } from '../../../test/support/made-findings.ts';

const RATE = madeIndicator('T_RATE', 'unitMeasure: "PT", aggregation: "NONE"');
const COUNT = madeIndicator('T_COUNT');
const rate = (value: number, rest: Partial<MadeFigure> = {}): MadeFigure => ({
  indicator: 'T_RATE',
  unitMeasure: 'PT',
  decimals: 1,
  value,
  ...rest,
});
const count = (rest: Partial<MadeFigure>): MadeFigure => ({ indicator: 'T_COUNT', value: 5, ...rest });
const severities = (indicator: string, figures: readonly MadeFigure[]) =>
  findingsIn([indicator], figures).map(({ rule, severity }) => `${rule} ${severity}`);

describe('a rate', () => {
  it('over 100 percent beyond rounding is a question', () => {
    expect(severities(RATE, [rate(100.1)])).toEqual(['RATE_OVER_100 QUESTION']);
    expect(severities(RATE, [rate(100)])).toEqual([]);
    expect(severities(RATE, [rate(100, { isTarget: true })])).toEqual([]);
  });

  it('that is a change may be over 100 percent', () => {
    const change = madeIndicator('T_RATE', 'unitMeasure: "PT", aggregation: "NONE", relations: ["changeOf||T_RATE"]');
    expect(severities(change, [rate(140)])).not.toContain('RATE_OVER_100 QUESTION');
  });

  it('of zero is a zero by rounding, and a question between figures that are far from it; a count of zero is none', () => {
    expect(severities(RATE, [rate(0)])).toEqual(['ROUNDED_ZERO NOTE']);
    const around = (value: number) =>
      ['2022', '2023', '2024'].map((timePeriod, place) => rate(place === 1 ? 0 : value, { timePeriod }));
    expect(severities(RATE, around(1.2))).toEqual(['ROUNDED_ZERO QUESTION']);
    expect(severities(RATE, around(0.1))).toEqual(['ROUNDED_ZERO NOTE']);
    expect(severities(RATE, [...around(1.2), rate(-1, { timePeriod: '2025' })])).toEqual(['ROUNDED_ZERO NOTE']);
    expect(severities(COUNT, [count({ value: 0 })])).toEqual([]);
  });
});

describe('a figure that was published before its period ended', () => {
  it.each([
    [{ published: '2023-11-30', periodBasis: 'YEAR_TO_DATE', obsStatus: 'UNVALIDATED' }, ['NOTE']],
    [{ published: '2023-11-30', periodBasis: 'STATED', obsStatus: 'UNVALIDATED' }, ['NOTE']],
    [{ published: '2023-11-30', periodBasis: 'STATED', obsStatus: 'NORMAL' }, ['CONTRADICTION']],
    [{ published: '2023-12-31' }, []],
    [{ published: '2023' }, []],
    [{ published: '2023-11-30', referenceDate: '2023-06-30' }, []],
    [{ published: '2023-11-30', isTarget: true }, []],
  ])('%j: %j', (rest, expected) => {
    const found = findingsIn([COUNT], [count(rest)]);
    expect(found.filter(({ rule }) => rule === 'PUBLISHED_BEFORE_PERIOD_END').map(({ severity }) => severity)).toEqual(
      expected,
    );
  });
});

describe('a figure of a unit that was not in force', () => {
  const ended = madeIndicator('T_COUNT', 'timePerCollect: "E"');
  it.each([
    [COUNT, { refArea: '02-20250701', timePeriod: '2024' }, ['CONTRADICTION']],
    [COUNT, { refArea: '02-20250701', timePeriod: '2024', obsStatus: 'ESTIMATED' }, ['NOTE']],
    [COUNT, { refArea: '02-20250701', timePeriod: '2025' }, ['NOTE']],
    [ended, { refArea: '02-20250701', timePeriod: '2025' }, []],
    [ended, { refArea: '101-20211101', timePeriod: '2025' }, ['CONTRADICTION']],
    [ended, { refArea: '101-20211101', timePeriod: '2025', referenceDate: '2025-06-30' }, []],
    [COUNT, { refArea: '01-20211101', timePeriod: '2010' }, []],
  ])('%# is told apart from one that was in a part of the period', (indicator, rest, expected) => {
    const found = findingsIn([indicator], [count(rest)]).filter(({ rule }) => rule === 'UNIT_NOT_IN_FORCE');
    expect(found.map(({ severity }) => severity)).toEqual(expected);
  });
});

describe('a count of units', () => {
  const units = 'unitMeasure: "COMMUNE", aggregation: "COUNT_OF_UNITS", timePerCollect: "E"';
  const all = madeIndicator('T_ALL', units);
  const some = madeIndicator('T_SOME', `${units}, relations: ["partOf||T_ALL"]`);
  const of = (indicator: string, value: number, timePeriod = '2023') => ({
    indicator,
    value,
    timePeriod,
    unitMeasure: 'COMMUNE',
  });

  it('is compared with the list of units on the last day of the period', () => {
    expect(inShort(findingsIn([all], [of('T_ALL', 2)]))).toEqual(['AGREEMENT UNITS_COUNTED 2023: 2 against 2']);
    expect(inShort(findingsIn([all], [of('T_ALL', 2, '2024')]))).toEqual(['QUESTION UNITS_COUNTED 2024: 2 against 1']);
    expect(inShort(findingsIn([all], [of('T_ALL', 2, '2019')]))).toEqual([]);
  });

  it('of some of them is at most as many', () => {
    expect(inShort(findingsIn([all, some], [of('T_SOME', 1)]))).toEqual([
      'AGREEMENT UNITS_COUNTED 2023: 1 against …..2',
    ]);
    expect(inShort(findingsIn([all, some], [of('T_SOME', 3)]))).toEqual([
      'QUESTION UNITS_COUNTED 2023: 3 against …..2',
    ]);
  });
});

describe('a figure in another measure than its neighbours', () => {
  const series = (odd: Partial<MadeFigure>) =>
    ['2019', '2020', '2021', '2022', '2023'].map((timePeriod) =>
      count({ timePeriod, ...(timePeriod === '2021' ? odd : {}) }),
    );

  it('is noted for its multiplier, and a question for its unit of measure', () => {
    expect(severities(COUNT, series({ unitMultiplier: 3 }))).toEqual(['UNLIKE_MEASURE NOTE']);
    expect(severities(COUNT, series({ unitMeasure: 'HH' }))).toEqual(['UNLIKE_MEASURE QUESTION']);
    expect(severities(COUNT, series({}))).toEqual([]);
  });
});
