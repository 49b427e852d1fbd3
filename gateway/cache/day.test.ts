import { describe, expect, it } from '@jest/globals';
import { endOfToday } from './day.ts';

const at = (text: string) => Date.parse(text);

describe('the day in Viet Nam', () => {
  it('ends for what is kept a minute before midnight', () => {
    expect(endOfToday(at('2026-11-25T12:00:00+07:00'))).toBe(at('2026-11-25T23:59:00+07:00'));
    expect(endOfToday(at('2026-11-25T20:00:00Z'))).toBe(at('2026-11-26T23:59:00+07:00'));
  });

  it('lets nothing be kept within a minute of midnight', () => {
    for (const now of ['2026-11-25T23:59:30+07:00', '2026-11-26T00:00:00+07:00', '2026-11-26T00:00:59+07:00']) {
      expect(endOfToday(at(now))).toBeLessThanOrEqual(at(now));
    }
    expect(endOfToday(at('2026-11-26T00:01:00+07:00'))).toBe(at('2026-11-26T23:59:00+07:00'));
  });
});
