import { describe, expect, it } from '@jest/globals';
import { pinnedInput } from './pinned-input.ts';

const NOW = '2026-11-26T01:02:03.004Z';
const columns = [{ figure: { indicator: 'PR_POOR_HH' } }];

describe('the input of a table at an instant', () => {
  it('means that instant by "now", and the day that it is in Viet Nam by "today"', () => {
    expect(pinnedInput({ units: { level: 'PROVINCE' }, columns }, NOW)).toEqual({
      units: { level: 'PROVINCE', on: '2026-11-26' },
      columns,
      asOf: NOW,
    });
    expect(pinnedInput({ units: { successorsOf: '417-20211101' }, columns }, '2026-11-26T17:00:00.000Z').units).toEqual(
      {
        successorsOf: '417-20211101',
        on: '2026-11-27',
      },
    );
    expect(pinnedInput({ units: { level: 'PROVINCE' }, columns }, '2026-11-26T16:59:59.999Z').units.on).toBe(
      '2026-11-26',
    );
  });

  it('keeps days, codes and instants that it names itself, but knows nothing of what is to come', () => {
    const named = { units: { level: 'PROVINCE', on: '2024-12-31' }, columns, asOf: '2026-11-25T00:00:00Z' };
    expect(pinnedInput(named, NOW)).toEqual(named);
    expect(pinnedInput({ units: { codes: ['417-20211101'] }, columns }, NOW).units).toEqual({
      codes: ['417-20211101'],
    });
    expect(pinnedInput({ ...named, asOf: '2027-01-01T00:00:00+07:00' }, NOW).asOf).toBe(NOW);
  });
});
