import { describe, expect, it } from '@jest/globals';
import { LEASE_MS } from '../../subgraphs/kit/data-version/lease.ts';
import { HeldVersion } from './held-version.ts';

describe('the version that a gateway holds', () => {
  const holding = () => {
    const told: string[] = [];
    const time = { now: 0 };
    return {
      told,
      time,
      held: new HeldVersion(
        () => time.now,
        (version) => told.push(version),
      ),
    };
  };

  it('may be relied on while its lease lasts, which counts from when it was asked for', () => {
    const { held, time } = holding();
    expect(held.current()).toBeNull();
    time.now = 300;
    held.take('1-a', 700, 100);
    expect(held.current()).toBe('1-a');
    time.now = 799;
    expect(held.current()).toBe('1-a');
    time.now = 800;
    expect(held.current()).toBeNull();
    expect(held.known()).toBe('1-a');
  });

  it('is told when it changes, and not when it is renewed', () => {
    const { held, told } = holding();
    held.take('1-a', 700, 0);
    held.take('1-a', 700, 100);
    held.take('2-a', 700, 200);
    expect(told).toEqual(['1-a', '2-a']);
  });

  it('does not go back to that of a process which is behind', () => {
    const { held, time, told } = holding();
    held.take('2-a', 900, 0);
    time.now = 50;
    expect(held.take('1-a', 900, 20)).toBe(false);
    expect(held.current()).toBe('2-a');
    expect(told).toEqual(['2-a']);
  });

  it('goes back with the data, when nobody can be behind any more', () => {
    const { held, time } = holding();
    held.take('2-a', 900, 0);
    time.now = LEASE_MS + 10;
    expect(held.take('1-a', 900, LEASE_MS)).toBe(true);
    expect(held.current()).toBe('1-a');
  });

  it('follows another installation at once', () => {
    const { held } = holding();
    held.take('9-a', 900, 0);
    expect(held.take('1-b', 900, 10)).toBe(true);
    expect(held.current()).toBe('1-b');
  });
});
