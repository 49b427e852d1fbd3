import { describe, expect, it } from '@jest/globals';
import { COMMUNES, findingsIn, madeIndicator, type MadeFigure } from '../../../test/support/made-findings.ts';

const YEARS = Array.from({ length: 40 }, (_, year) => String(1980 + year));

/** A series that grows by two to three percent a year, but for some years. */
function series(odd: Readonly<Record<string, number>> = {}, rest: Partial<MadeFigure> = {}): readonly MadeFigure[] {
  return YEARS.map((timePeriod, place) => ({
    indicator: 'T_COUNT',
    timePeriod,
    value: odd[timePeriod] ?? Math.round(1_000 * 1.025 ** place * (1 + (place % 3) * 0.002)),
    ...rest,
  }));
}

const jumps = (figures: readonly MadeFigure[], more = '') =>
  findingsIn([madeIndicator('T_COUNT', more)], figures)
    .filter(({ rule }) => rule === 'SERIES_JUMP' || rule === 'MULTIPLIER_SLIP')
    .map(({ rule, timePeriod, figures: compared }) => [rule, timePeriod, compared.map(({ role }) => role).join(' ')]);

describe('a series', () => {
  it('that grows as it does has no jumps', () => {
    expect(jumps(series())).toEqual([]);
  });

  it('that one figure leaves and returns to has that figure in doubt, with those around it', () => {
    expect(jumps(series({ '2000': 700 }))).toEqual([['SERIES_JUMP', '2000', 'figure before after']]);
  });

  it('that two figures leave has both in doubt', () => {
    expect(jumps(series({ '2000': 700, '2001': 720 }))).toEqual([
      ['SERIES_JUMP', '2000', 'figure figure before after'],
    ]);
  });

  it('that steps to another level tells the first figure there', () => {
    const low = Object.fromEntries(YEARS.filter((year) => year < '1990').map((year) => [year, 500]));
    expect(jumps(series(low))).toEqual([['SERIES_JUMP', '1990', 'figure before']]);
  });

  it('that steps where a break is declared has no jump', () => {
    const low = Object.fromEntries(YEARS.filter((year) => year < '1990').map((year) => [year, 500]));
    expect(jumps(series(low), 'breaks: ["1990|*|NEW|-|-"]')).toEqual([]);
    expect(jumps(series(low), 'breaks: ["1990|02-20250701|NEW|-|-"]')).toHaveLength(1);
  });

  it('that drops to a thousandth for a year has a slip of the multiplier', () => {
    expect(jumps(series({ '2000': 2 }))).toEqual([['MULTIPLIER_SLIP', '2000', 'figure before after']]);
  });

  it('of which only a few figures are known is not judged', () => {
    expect(jumps(series({ '2000': 700 }).slice(15, 25))).toEqual([]);
  });

  it('that steps as all units do between the same years has no jump', () => {
    const doubled = (refArea: string, from: string) =>
      series({}, { refArea }).map((one) => ({ ...one, value: one.value! * (one.timePeriod! < from ? 1 : 2) }));
    const all = COMMUNES.flatMap((refArea) => doubled(refArea, '2000'));
    expect(jumps(all)).toEqual([]);
    expect(jumps([...all, ...doubled('01-20211101', '1990')])).toEqual([
      ['SERIES_JUMP', '1990', 'figure before'],
      ['SERIES_JUMP', '2000', 'figure before'],
    ]);
  });

  it('of a territory goes on under another name, and has one figure for each period: the confirmed one', () => {
    const named = series().map((one) => ({
      ...one,
      refArea: one.timePeriod! < '2010' ? '03-20211101' : '03-20250701',
    }));
    const press: MadeFigure = {
      indicator: 'T_COUNT',
      timePeriod: '2012',
      value: 5,
      refArea: '03-20211101',
      obsStatus: 'UNVALIDATED',
      published: '2026-01-01',
    };
    expect(jumps([press, ...named])).toEqual([]);
    expect(jumps([...named.filter(({ timePeriod }) => timePeriod !== '2012'), press])).toEqual([
      ['SERIES_JUMP', '2012', 'figure before after'],
    ]);
  });
});
