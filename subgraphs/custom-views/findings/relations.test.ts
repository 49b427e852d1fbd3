import { describe, expect, it } from '@jest/globals';
import { findingsIn, inShort, madeIndicator, type MadeFigure } from '../../../test/support/made-findings.ts';

const short = (indicators: readonly string[], figures: readonly MadeFigure[]) =>
  inShort(findingsIn(indicators, figures));

describe('parts and totals', () => {
  const persons = madeIndicator('T_PERSONS', 'dimensions: ["SEX(exhaustive)"]');
  const thousands = { indicator: 'T_PERSONS', unitMultiplier: 3, decimals: 1 };
  const counts = (total: number, male: number, female?: number): MadeFigure[] => [
    { indicator: 'T_PERSONS', value: total },
    { indicator: 'T_PERSONS', slice: 'SEX=M', value: male },
    ...(female === undefined ? [] : [{ indicator: 'T_PERSONS', slice: 'SEX=F', value: female }]),
  ];

  it('agree where counts add up, and contradict each other by one person', () => {
    expect(short([persons], counts(3174, 263, 2911))).toEqual(['AGREEMENT PARTS_OF_TOTAL 2023: 3174 against 3174']);
    expect(short([persons], counts(3174, 263, 2910))).toEqual(['CONTRADICTION PARTS_OF_TOTAL 2023: 3174 against 3173']);
  });

  it('are allowed what the rounding of all of them explains, and no more', () => {
    const rounded = (total: number): MadeFigure[] => [
      { ...thousands, value: total },
      { ...thousands, slice: 'SEX=M', value: 10.1 },
      { ...thousands, slice: 'SEX=F', value: 10.2 },
    ];
    expect(findingsIn([persons], rounded(20.4)).map(({ severity }) => severity)).toEqual(['AGREEMENT']);
    expect(findingsIn([persons], rounded(20.5)).map(({ severity }) => severity)).toEqual(['CONTRADICTION']);
  });

  it('are only noted where one of them may have lost its last decimals', () => {
    const mixed: MadeFigure[] = [
      { ...thousands, decimals: 3, value: 20.34 },
      { ...thousands, decimals: 3, slice: 'SEX=M', value: 10.123 },
      { ...thousands, decimals: 3, slice: 'SEX=F', value: 10.2 },
    ];
    expect(findingsIn([persons], mixed).map(({ severity }) => severity)).toEqual(['NOTE']);
  });

  it('say that a part is at most the total where the others are not filed, or need not sum to it', () => {
    expect(short([persons], counts(10, 9))).toEqual(['AGREEMENT PART_WITHIN_WHOLE 2023: 9 against …..10']);
    expect(short([persons], counts(10, 11))).toEqual(['CONTRADICTION PART_WITHIN_WHOLE 2023: 11 against …..10']);
    const partial = madeIndicator('T_PERSONS', 'dimensions: ["SEX(partial)"]');
    expect(short([partial], counts(10, 9, 8))).toEqual([
      'AGREEMENT PART_WITHIN_WHOLE 2023: 9 against …..10',
      'AGREEMENT PART_WITHIN_WHOLE 2023: 8 against …..10',
    ]);
  });

  it('that miss by a thousand are called a slip of the multiplier', () => {
    expect(short([persons], counts(20, 10_100, 9_900))).toEqual(['QUESTION MULTIPLIER_SLIP 2023: 20 against 20000']);
    expect(short([persons], counts(60, 10_100, 9_900))).toEqual([
      'CONTRADICTION PARTS_OF_TOTAL 2023: 60 against 20000',
    ]);
  });
});

describe('a declared relation', () => {
  const one = (relation: string) => [madeIndicator('T_ONE', `relations: ["${relation}"]`), madeIndicator('T_OTHER')];
  const two = (value: number, other: MadeFigure) => [{ indicator: 'T_ONE', value }, other];

  it('partOf speaks only where a part is larger than all that the whole can be', () => {
    const overTen: MadeFigure = { indicator: 'T_OTHER', valueLow: 10, qualifier: 'GT' };
    expect(short(one('partOf||T_OTHER'), two(11, { indicator: 'T_OTHER', value: 10 }))).toEqual([
      'CONTRADICTION PART_WITHIN_WHOLE 2023: 11 against …..10',
    ]);
    expect(short(one('partOf||T_OTHER|question'), two(11, { indicator: 'T_OTHER', value: 10 }))[0]).toMatch(
      /^QUESTION/,
    );
    expect(short(one('partOf||T_OTHER'), two(11, overTen))[0]).toMatch(/^AGREEMENT/);
  });

  it('sameAs and differenceOf compare within the rounding of all figures', () => {
    expect(short(one('sameAs||T_OTHER|question'), two(9, { indicator: 'T_OTHER', value: 14 }))).toEqual([
      'QUESTION SAME_QUANTITY 2023: 9 against 14',
    ]);
    const rate = 'unitMeasure: "PT", aggregation: "NONE"';
    const rates = [
      madeIndicator('T_NET', `${rate}, relations: ["differenceOf||T_IN|T_OUT"]`),
      madeIndicator('T_IN', rate),
      madeIndicator('T_OUT', rate),
    ];
    const of = (indicator: string, value: number) => ({ indicator, value, decimals: 1, unitMeasure: 'PT' });
    const net = (value: number) => findingsIn(rates, [of('T_NET', value), of('T_IN', 10.8), of('T_OUT', 4.9)]);
    expect(net(6)[0]!.severity).toBe('AGREEMENT');
    expect(net(6.2)[0]!.severity).toBe('CONTRADICTION');
  });

  it('is not checked between figures of unlike periods or units, nor against a target', () => {
    const relation = one('sameAs||T_OTHER');
    const other = { indicator: 'T_OTHER', value: 14 };
    expect(short(relation, two(9, { ...other, timePeriod: '2024' }))).toEqual([]);
    expect(short(relation, two(9, { ...other, refArea: '00001-20211101' }))).toEqual([]);
    expect(short(relation, two(9, { ...other, isTarget: true }))).toEqual([]);
  });

  it('changeOf holds a change against both levels, and with one of them gives the other', () => {
    const change = (value: number): MadeFigure => ({ indicator: 'T_ONE', value, timePeriod: '2024' });
    const level = (timePeriod: string, value: number): MadeFigure => ({ indicator: 'T_OTHER', value, timePeriod });
    const relation = one('changeOf||T_OTHER');
    expect(short(relation, [change(-221), level('2024', 60), level('2023', 281)])).toEqual([
      'AGREEMENT LEVEL_AND_CHANGE 2024: -221 against -221',
    ]);
    expect(short(relation, [change(-221), level('2024', 60), level('2023', 280)])[0]).toMatch(/^CONTRADICTION/);
    const [implied] = findingsIn(relation, [change(-221), level('2024', 60)]);
    expect(inShort([implied!])).toEqual(['IMPLICATION LEVEL_AND_CHANGE 2024: - against 281']);
    expect(implied!.implies).toEqual({ indicator: 'T_OTHER', slice: '', timePeriod: '2023' });
  });

  it('that raises questions everywhere raises them only where a misfit stands out', () => {
    const years = Array.from({ length: 30 }, (_, year) => String(1990 + year));
    const figures = years.flatMap((timePeriod, place): MadeFigure[] => [
      { indicator: 'T_ONE', value: place === 7 ? 1500 : 1010 + place, timePeriod },
      { indicator: 'T_OTHER', value: 1000, timePeriod },
    ]);
    const found = findingsIn(one('sameAs||T_OTHER|question'), figures).filter(({ rule }) => rule === 'SAME_QUANTITY');
    expect(found.map(({ severity, timePeriod }) => severity === 'QUESTION' && timePeriod).filter(Boolean)).toEqual([
      '1997',
    ]);
    expect(found.filter(({ severity }) => severity === 'NOTE')).toHaveLength(29);
  });
});

describe('a ratio', () => {
  const indicators = [
    madeIndicator(
      'T_RATE',
      'unitMeasure: "PT", aggregation: "RATIO", numerator: "T_PART", denominator: "T_ALL", factor: 100',
    ),
    madeIndicator(
      'T_OTHER_RATE',
      'unitMeasure: "PT", aggregation: "RATIO", numerator: "T_OTHER_PART", denominator: "T_ALL", factor: 100',
    ),
    madeIndicator('T_PART'),
    madeIndicator('T_OTHER_PART'),
    madeIndicator('T_ALL'),
  ];
  const rate = (value: number, indicator = 'T_RATE', decimals = 2): MadeFigure => ({
    indicator,
    value,
    decimals,
    unitMeasure: 'PT',
  });
  const count = (indicator: string, value: number): MadeFigure => ({ indicator, value });

  it('fits its parts within the rounding of its decimals', () => {
    const of = (value: number) =>
      findingsIn(indicators, [rate(value), count('T_PART', 1), count('T_ALL', 3)])[0]!.severity;
    expect([of(33.33), of(33.34), of(33.35)]).toEqual(['AGREEMENT', 'CONTRADICTION', 'CONTRADICTION']);
  });

  it('implies in which whole numbers a denominator lies that is not filed', () => {
    expect(short(indicators, [rate(0.33), count('T_PART', 60)])).toEqual([
      'IMPLICATION RATIO_OF_PARTS 2023: - against 17911..18461',
    ]);
  });

  it('that is printed as 100 percent was no more before it was rounded', () => {
    const bound: MadeFigure = { indicator: 'T_ALL', valueLow: 74_000, qualifier: 'GT' };
    expect(short(indicators, [rate(100, 'T_RATE', 0), count('T_PART', 74_739), bound])).toEqual([
      'IMPLICATION RATIO_OF_PARTS 2023: 74000..… against 74739..75114',
    ]);
  });

  it('contradicts a bound of its denominator that it cannot reach', () => {
    const bound: MadeFigure = { indicator: 'T_ALL', valueLow: 20_000, qualifier: 'GT' };
    expect(short(indicators, [rate(0.33), count('T_PART', 60), bound])[0]).toMatch(/^CONTRADICTION RATIO_OF_PARTS/);
  });

  it('and another that imply the same denominator must leave it something in common', () => {
    const both = (other: number) =>
      short(indicators, [
        rate(2.15),
        count('T_PART', 13_823),
        rate(other, 'T_OTHER_RATE'),
        count('T_OTHER_PART', 14_441),
      ]);
    expect(both(2.24)).toContain('AGREEMENT IMPLIED_FIGURES 2023: 643252..646129 against 641439..644428');
    expect(both(2.44)).toContain('QUESTION IMPLIED_FIGURES 2023: 590634..593059 against 641439..644428');
  });

  it('of nothing implies nothing', () => {
    expect(short(indicators, [rate(0), count('T_PART', 0)]).filter((one) => one.includes('IMPL'))).toEqual([]);
  });
});
