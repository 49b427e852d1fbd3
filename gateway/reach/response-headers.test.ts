import { describe, expect, it } from '@jest/globals';
import { maxAgeOf, retryAfterMsOf } from './response-headers.ts';

describe('for how long an answer may be kept', () => {
  it.each([
    ['max-age=60', 60],
    ['public, max-age=60', 60],
    ['MAX-AGE=60', 60],
    ['max-age="60"', 60],
    ['max-age=60, s-maxage=10', 10],
    ['s-maxage=600, max-age=10, must-revalidate', 600],
    ['max-age=60, max-age=10', 10],
    ['max-age=99999999999999999999', 2 ** 31],
    ['max-age=60, stale-while-revalidate=30, no-transform', 60],
    ['max-age=60, , ', 60],
    ['max-age=60, private', undefined],
    ['max-age=60, private="x-header"', undefined],
    ['max-age=60, no-store', undefined],
    ['No-Cache, max-age=60', undefined],
    ['max-age=0', undefined],
    ['s-maxage=0, max-age=60', undefined],
    ['max-age=-1', undefined],
    ['max-age=1.5', undefined],
    ['max-age', undefined],
    ['max-age=60 private', undefined],
    ['max-age = 60', undefined],
    ['max-age=60; private', undefined],
    ['extension="a, no-store", max-age=60', undefined],
    ['public', undefined],
    ['', undefined],
  ])('is told by "%s" as %p seconds', (said, seconds) => {
    expect(maxAgeOf({ 'cache-control': said })).toBe(seconds);
  });

  it('is not told without the header', () => {
    expect(maxAgeOf({})).toBeUndefined();
  });

  it('counts every header of the name', () => {
    expect(maxAgeOf({ 'cache-control': ['max-age=60', 'no-store'] })).toBeUndefined();
  });

  it('is shorter by the time that the answer was already kept on its way', () => {
    expect(maxAgeOf({ 'cache-control': 'max-age=60', age: '20' })).toBe(40);
    expect(maxAgeOf({ 'cache-control': 'max-age=60', age: '60' })).toBeUndefined();
    expect(maxAgeOf({ 'cache-control': 'max-age=60', age: 'long' })).toBeUndefined();
  });

  it('is no time at all where every request may be answered otherwise', () => {
    expect(maxAgeOf({ 'cache-control': 'max-age=60', vary: 'accept-encoding, *' })).toBeUndefined();
    expect(maxAgeOf({ 'cache-control': 'max-age=60', vary: 'accept-encoding' })).toBe(60);
  });
});

describe('for how long a subgraph asks to be left alone', () => {
  const now = Date.UTC(2026, 0, 1);
  it.each([
    [undefined, 0],
    ['2', 2_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5_000],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['soon', 0],
    ['-1', 0],
    ['1.5', 0],
  ])('is told by %p as %p ms', (said, ms) => {
    expect(retryAfterMsOf({ 'retry-after': said }, now)).toBe(ms);
  });
});
