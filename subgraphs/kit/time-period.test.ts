import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, isDay } from './calendar.ts';
import { parseTimePeriod } from './time-period.ts';

describe('a time period', () => {
  it.each([
    ['2024', '2024', '2024-01-01', '2025-01-01'],
    ['2023-S1', '2023-S1', '2023-01-01', '2023-07-01'],
    ['2023S2', '2023-S2', '2023-07-01', '2024-01-01'],
    ['2025-T3', '2025-T3', '2025-09-01', '2026-01-01'],
    ['2025-Q1', '2025-Q1', '2025-01-01', '2025-04-01'],
    ['2025Q4', '2025-Q4', '2025-10-01', '2026-01-01'],
    ['2025-03', '2025-03', '2025-03-01', '2025-04-01'],
    ['2025-M12', '2025-12', '2025-12-01', '2026-01-01'],
    ['2024-02-29', '2024-02-29', '2024-02-29', '2024-03-01'],
    ['2021-01-01/P3Y', '2021-01-01/P3Y', '2021-01-01', '2024-01-01'],
    ['2025-01-31/P1M', '2025-01-31/P1M', '2025-01-31', '2025-02-28'],
    ['2023-01-01/P1Y', '2023', '2023-01-01', '2024-01-01'],
    ['2023-07-01/P6M', '2023-S2', '2023-07-01', '2024-01-01'],
    ['2025-04-01/P3M', '2025-Q2', '2025-04-01', '2025-07-01'],
    ['2025-05-01/P1M', '2025-05', '2025-05-01', '2025-06-01'],
    ['2025-03-21/P1D', '2025-03-21', '2025-03-21', '2025-03-22'],
    ['2025-12-30/P5D', '2025-12-30/P5D', '2025-12-30', '2026-01-04'],
  ])('%s is %s, from %s to the day before %s', (text, canonical, start, end) => {
    expect(parseTimePeriod(text)).toEqual({ text: canonical, start, end });
  });

  it.each([
    '',
    '24',
    '0999',
    '9999',
    '2023-S3',
    '2023-T4',
    '2023-Q5',
    '2025-13',
    '2025-00',
    '2023-02-29',
    '2021-01-01/P',
    '2021-01-01/P0Y',
    '2021-01-01/P999Y',
    ' 2024',
    '2024 ',
    '2024-W10',
    '2021-01-01/3Y',
  ])('"%s" is none', (text) => {
    expect(parseTimePeriod(text)).toBeNull();
  });
});

describe('a calendar day', () => {
  it('agrees with the calendar of the platform over four centuries', () => {
    let day = '1896-01-01';
    for (let time = Date.UTC(1896, 0, 1); time < Date.UTC(2300, 0, 1); time += 86_400_000) {
      const expected = new Date(time).toISOString().slice(0, 10);
      if (day !== expected || !isDay(day) || addDays(addDays(day, 1), -1) !== day)
        throw new Error(`${day} instead of ${expected}`);
      day = addDays(day, 1);
    }
  });

  it('is cut to the length of the month when months are added', () => {
    expect([addMonths('2024-01-31', 1), addMonths('2023-12-31', 2), addMonths('2024-03-31', -1)]).toEqual([
      '2024-02-29',
      '2024-02-29',
      '2024-02-29',
    ]);
  });
});
