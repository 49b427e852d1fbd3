import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Admission, type Stay } from './admission.ts';
import type { Delivery } from './delivery.ts';
import { OverloadError } from './overload-error.ts';
import { measuresTime } from '../../test/support/measures-time.ts';

measuresTime();

const LIMITS = { values: 1_600, operations: 20, waiting: 16, waitMs: 500 };
const patient = new AbortController().signal;
/** An answer that its client takes at once. */
const taken: Delivery = { handedOver: Promise.resolve(0), ended: Promise.resolve(), cut: () => {} };
/** An answer that is taken when the test says so. */
const slow = () => {
  const [handedOver, ended] = [Promise.withResolvers<number>(), Promise.withResolvers<void>()];
  return {
    delivery: { handedOver: handedOver.promise, ended: ended.promise, cut: ended.resolve },
    handOver: handedOver.resolve,
    end: ended.resolve,
  };
};
const soon = () => new Promise((resolve) => setImmediate(resolve));
/** Comes and waits for its turn; that it never comes is no failure of a test. */
const come = (admission: Admission, values: number, signal = patient) => {
  const entering = admission.enter(values, signal);
  entering.catch(() => {});
  return entering;
};
/** Whether it was let in by now. */
const isIn = async (entering: Promise<Stay>) =>
  Promise.race([entering.then(() => true), new Promise((resolve) => setImmediate(() => resolve(false)))]);

describe('admission', () => {
  it('lets in while there is room, then in the order of coming', async () => {
    const admission = new Admission({ ...LIMITS, operations: 2 });
    const [first, second, third, fourth] = Array.from({ length: 4 }, () => come(admission, 1));
    expect(await Promise.all([first!, second!, third!, fourth!].map(isIn))).toEqual([true, true, false, false]);
    (await second!).leave();
    expect(await Promise.all([third!, fourth!].map(isIn))).toEqual([true, false]);
    (await first!).leave();
    expect(await isIn(fourth!)).toBe(true);
  });

  it('bounds the values under way, however many operations there could be', async () => {
    const admission = new Admission(LIMITS);
    const entering = Array.from({ length: 18 }, () => come(admission, 100));
    expect((await Promise.all(entering.map(isIn))).filter(Boolean)).toHaveLength(16);
    expect(admission.load).toEqual({ values: 1_600, operations: 16, waiting: 2 });
  });

  it('lets the largest in one at a time, with room left for small ones', async () => {
    const admission = new Admission(LIMITS);
    const [huge, other] = [come(admission, 1e9), come(admission, 1e9)];
    const small = come(admission, 100);
    expect(await Promise.all([huge, other, small].map(isIn))).toEqual([true, false, true]);
    (await huge).leave();
    expect(await isIn(other)).toBe(true);
  });

  it('does not let small ones keep a large one out for ever', async () => {
    const admission = new Admission(LIMITS);
    const small = await Promise.all(Array.from({ length: 16 }, () => come(admission, 100)));
    const large = come(admission, 1_000);
    // As many small ones come as leave; the large one is let in nevertheless.
    for (const { leave } of small) {
      void come(admission, 100, patient);
      leave();
    }
    expect(await isIn(large)).toBe(true);
    expect(admission.load.values).toBeLessThanOrEqual(LIMITS.values);
  });

  it('does not let large ones keep small ones out for ever', async () => {
    const admission = new Admission(LIMITS);
    const large = Array.from({ length: 3 }, () => come(admission, 1_200));
    expect(await isIn(large[0]!)).toBe(true);
    const small = Array.from({ length: 4 }, () => come(admission, 100));
    expect(await Promise.all(small.map(isIn))).toEqual([true, true, true, true]);
  });

  it('refuses with a time to come again when the line is full, or the wait too long', async () => {
    const admission = new Admission({ ...LIMITS, operations: 1, waiting: 1, waitMs: 20 });
    await come(admission, 1);
    const waiting = come(admission, 1);
    await expect(come(admission, 1)).rejects.toThrow(/more to answer than it can at once\. Ask again in [1-5] s/);
    await expect(waiting).rejects.toBeInstanceOf(OverloadError);
    expect(admission.load).toEqual({ values: 1, operations: 1, waiting: 0 });
  });

  it('takes out of the line whoever has left, and lets those behind in', async () => {
    const admission = new Admission(LIMITS);
    const { leave } = await come(admission, 1_200);
    for (let came = 0; came < 4; came++) await come(admission, 90);
    const client = new AbortController();
    const gone = come(admission, 1_200, client.signal);
    const behind = come(admission, 60);
    expect(await Promise.all([gone, behind].map(isIn))).toEqual([false, false]);
    // In the same moment as room is made: it must not be given to who is gone.
    client.abort(new Error('The client has left.'));
    leave();
    await expect(gone).rejects.toThrow('The client has left.');
    expect(await isIn(behind)).toBe(true);
    expect(admission.load).toEqual({ values: 420, operations: 5, waiting: 0 });
    await expect(admission.enter(1, client.signal)).rejects.toThrow('The client has left.');
  });

  it('makes room again when the work fails, once', async () => {
    const admission = new Admission(LIMITS);
    await expect(admission.run(100, patient, taken, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const { leave } = await come(admission, 100);
    leave();
    leave();
    expect(admission.load).toEqual({ values: 0, operations: 0, waiting: 0 });
  });

  it('keeps room for an answer until its client has it: as estimated, then as it is written', async () => {
    const admission = new Admission({ ...LIMITS, operations: 1 });
    const { delivery, handOver, end } = slow();
    await admission.run(1_200, patient, delivery, async () => undefined);
    expect(admission.load).toEqual({ values: 1_200, operations: 0, waiting: 0 });
    const large = come(admission, 600);
    expect(await isIn(large)).toBe(false);
    handOver(64 * 1_100);
    await soon();
    expect(admission.load.values).toBe(1_100);
    const small = come(admission, 100);
    expect(await Promise.all([large, small].map(isIn))).toEqual([false, true]);
    end();
    await soon();
    expect(await isIn(large)).toBe(true);
    expect(admission.load.values).toBe(700);
  });

  it('keeps no room for a client that has left, nor for an answer that was taken at once', async () => {
    const admission = new Admission(LIMITS);
    const { delivery, end } = slow();
    await admission.run(1_200, patient, delivery, async () => undefined);
    end();
    await admission.run(100, patient, taken, async () => undefined);
    await soon();
    expect(admission.load).toEqual({ values: 0, operations: 0, waiting: 0 });
  });

  it('lets nothing in while answers that are held take all room', async () => {
    const admission = new Admission(LIMITS);
    const leave = admission.hold(
      64 * 5_000,
      () => 0,
      () => {},
    );
    const small = come(admission, 1);
    expect(await isIn(small)).toBe(false);
    leave();
    leave();
    expect(await isIn(small)).toBe(true);
    expect(admission.load).toEqual({ values: 1, operations: 1, waiting: 0 });
  });

  it('leaves the slowest clients once small operations wait for the room of their answers, and no others', async () => {
    const admission = new Admission(LIMITS, 200);
    const cut: string[] = [];
    const hold = (name: string) => {
      const began = performance.now();
      const took = () => {
        cut.push(name);
        leave();
      };
      const leave = admission.hold(64 * 600, () => began, took);
    };
    ['first', 'second', 'third'].forEach(hold);
    await admission.enter(1, patient);
    expect(cut).toEqual(['first']);
    // Whoever waits for more than small ones may have is told to come again.
    await expect(admission.enter(1_000, patient)).rejects.toThrow(OverloadError);
    expect(cut).toEqual(['first']);
  });

  it('keeps its bounds and serves or refuses everybody, whatever comes in whatever order', async () => {
    const visit = fc.record({
      values: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 90, max: 3_000 })),
      leaves: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(visit, { maxLength: 60 }), async (visits) => {
        const admission = new Admission({ ...LIMITS, waitMs: 50 });
        const ends = await Promise.allSettled(
          visits.map(async ({ values, leaves }, place) => {
            const client = new AbortController();
            if (leaves) setImmediate(() => client.abort(new Error('left')));
            await admission.run(values, client.signal, taken, async () => {
              expect(admission.load.values).toBeLessThanOrEqual(LIMITS.values);
              expect(admission.load.operations).toBeLessThanOrEqual(LIMITS.operations + 12);
              await (place % 3 === 0 ? sleep(1) : Promise.resolve());
            });
          }),
        );
        await soon();
        expect(admission.load).toEqual({ values: 0, operations: 0, waiting: 0 });
        const reasons = ends.filter((end) => end.status === 'rejected').map(({ reason }) => String(reason));
        expect(reasons.filter((reason) => !/left|more to answer/.test(reason))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
