import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LEASE_MS, leaseLeft, leaseOfAnswer, leaseOfRead } from './lease.ts';
import { LeaseBook } from './lease-book.ts';
import { isOlderVersion } from './version.ts';

describe('a lease', () => {
  // In eighths of a millisecond, which numbers hold exactly.
  const delay = fc.integer({ min: 0, max: 8 * 600 }).map((eighths) => eighths / 8);
  const offset = fc.integer({ min: -8e9, max: 8e9 }).map((eighths) => eighths / 8);

  it('never outlasts a second after the read that confirmed it, whatever the clocks show and however long messages take', () => {
    fc.assert(
      fc.property(
        fc.record({ read: delay, request: delay, held: delay, subgraph: offset, gateway: offset }),
        ({ read, request, held, ...clocks }) => {
          // True time; the read sees the data at 0 and its answer comes later.
          const sentAt = -read;
          const lease = leaseOfRead('1-a', sentAt + clocks.subgraph);
          const answeredAt = read + held;
          const leaseMs = leaseLeft(lease, answeredAt + clocks.subgraph);
          const requestSentAt = answeredAt - held - request;
          // Nothing is passed on then.
          if (leaseMs === 0) return;
          const passedOn = leaseOfAnswer('1-a', leaseMs, requestSentAt + clocks.gateway);
          const endsAt = passedOn.endsAt - clocks.gateway;
          expect(Number.isInteger(leaseMs)).toBe(true);
          // Whoever wrote right after the data was seen waits for so long.
          expect(endsAt).toBeLessThanOrEqual(LEASE_MS);
          expect(endsAt).toBeLessThanOrEqual(lease.endsAt - clocks.subgraph);
          // However slow the answer, it lengthens nothing.
          expect(endsAt).toBeLessThanOrEqual(requestSentAt + LEASE_MS);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is cut to a second where a subgraph tells a longer one', () => {
    expect(leaseOfAnswer('1-a', 1e9, 500)).toEqual({ version: '1-a', endsAt: 500 + LEASE_MS });
  });

  it('has nothing left once it has ended', () => {
    expect(leaseLeft({ version: '1-a', endsAt: 1_000 }, 999.5)).toBe(0);
    expect(leaseLeft({ version: '1-a', endsAt: 1_000 }, 2_000)).toBe(0);
  });
});

describe('the book of leases', () => {
  it('holds a version back until the gateway has confirmed it, or its lease has ended', () => {
    const book = new LeaseBook();
    book.give('one', { version: '1-a', endsAt: 1_000 }, 0);
    book.give('two', { version: '1-a', endsAt: 900 }, 0);
    expect(book.othersEndAt('1-a', 100)).toBe(0);
    expect(book.othersEndAt('2-a', 100)).toBe(1_000);
    book.confirm('one', '2-a');
    expect(book.othersEndAt('2-a', 100)).toBe(900);
    expect(book.othersEndAt('2-a', 900)).toBe(0);
  });

  it('does not take a confirmation that was overtaken for one of a newer version', () => {
    const book = new LeaseBook();
    book.give('one', { version: '2-a', endsAt: 1_000 }, 0);
    book.confirm('one', '1-a');
    expect(book.othersEndAt('3-a', 100)).toBe(1_000);
    // Nor one of another installation, whose number says nothing.
    book.confirm('one', '9-b');
    expect(book.othersEndAt('3-a', 100)).toBe(1_000);
  });

  it('gives no lease to more gateways than it can follow, until one of theirs has ended', () => {
    const book = new LeaseBook();
    for (let gateway = 0; gateway < 256; gateway++)
      expect(book.give(`${gateway}`, { version: '1-a', endsAt: 1_000 }, 0)).toBe(true);
    expect(book.give('another', { version: '1-a', endsAt: 1_000 }, 0)).toBe(false);
    expect(book.give('7', { version: '1-a', endsAt: 1_100 }, 100)).toBe(true);
    expect(book.give('another', { version: '1-a', endsAt: 2_000 }, 1_000)).toBe(true);
  });
});

describe('versions', () => {
  it('have an order within an installation only', () => {
    expect(isOlderVersion('9-a', '10-a')).toBe(true);
    expect(isOlderVersion('10-a', '10-a')).toBe(false);
    expect(isOlderVersion('10-a', '9-a')).toBe(false);
    expect(isOlderVersion('9-a', '10-b')).toBe(false);
    expect(isOlderVersion('of a partner', '10-b')).toBe(false);
  });
});
