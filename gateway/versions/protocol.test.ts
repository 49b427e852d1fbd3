import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leaseLeft, leaseOfRead, type Lease } from '../../subgraphs/kit/data-version/lease.ts';
import { LeaseBook } from '../../subgraphs/kit/data-version/lease-book.ts';
import { HeldVersion } from './held-version.ts';

/** Draws the next duration of something. */
type Draw = (most: number) => number;

/**
 * One database, processes that serve it and gateways that ask any of them, in simulated time: each with a clock of its own, messages
 * that take long, overtake each other or are given up. Answers the versions that a gateway relied on after they had been acknowledged.
 */
function simulate(draw: Draw, { instances, gateways }: { instances: number; gateways: number }): string[] {
  const queue: { at: number; run: () => void }[] = [];
  let now = 0;
  const after = (delay: number, run: () => void) => queue.push({ at: now + delay, run });
  const data = { number: 1 };
  const text = (number: number) => `${number}-a`;
  const broken: string[] = [];
  const serving = Array.from({ length: instances }, () => {
    const offset = draw(1e6);
    const one = { clock: () => now + offset, book: new LeaseBook(), lease: null as Lease | null, confirmed: 0 };
    const read = () => {
      const sentAt = one.clock();
      after(draw(60), () => {
        const seen = data.number;
        after(draw(60), () => {
          one.lease = leaseOfRead(text(seen), sentAt);
          after(draw(200), read);
        });
      });
    };
    read();
    return one;
  });
  const asking = Array.from({ length: gateways }, () => {
    const offset = draw(1e6);
    const held = new HeldVersion(
      () => now + offset,
      () => {},
    );
    const name = `gateway ${offset}`;
    const ask = () => {
      const known = held.known();
      const sentAt = now + offset;
      let waiting = true;
      after(300, () => {
        if (waiting) ask();
        waiting = false;
      });
      after(draw(400), () => {
        const instance = serving[Math.floor(draw(instances))]!;
        if (known) instance.book.confirm(name, known);
        after(draw(120), () => {
          const { lease } = instance;
          const leaseMs = lease ? leaseLeft(lease, instance.clock()) : 0;
          if (!lease || leaseMs === 0 || !instance.book.give(name, lease, instance.clock())) return;
          after(draw(400), () => {
            if (!waiting) return;
            waiting = false;
            held.take(lease.version, leaseMs, sentAt);
            ask();
          });
        });
      });
    };
    ask();
    return held;
  });

  const write = () => {
    const committed = ++data.number;
    const committedAt = now;
    const acknowledge = () => {
      for (const one of serving) {
        const { lease } = one;
        if (lease && one.book.othersEndAt(lease.version, one.clock()) <= one.clock())
          one.confirmed = Math.max(one.confirmed, Number.parseInt(lease.version));
      }
      if (serving.some(({ confirmed }) => confirmed < committed) && now < committedAt + 1_000)
        return after(5, acknowledge);
      for (const { current } of asking.map((held) => ({ current: held.current() })))
        if (current !== null && Number.parseInt(current) < committed)
          broken.push(`${current} after ${committed} was acknowledged`);
      return after(draw(300), write);
    };
    acknowledge();
  };
  after(500, write);

  while (now < 8_000) {
    let next = 0;
    for (let index = 1; index < queue.length; index++) if (queue[index]!.at < queue[next]!.at) next = index;
    const [event] = queue.splice(next, 1);
    now = event!.at;
    event!.run();
  }
  return broken;
}

describe('what processes and gateways say to each other about versions', () => {
  it('leaves no gateway with an older version after a write was acknowledged, however late messages are', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
        (seed, instances, gateways) => {
          let state = seed >>> 0;
          const draw: Draw = (most) => {
            // A linear congruential generator: the same seed is the same run.
            state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
            return (state / 2 ** 32) * most;
          };
          expect(simulate(draw, { instances, gateways })).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
