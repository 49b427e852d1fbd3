import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { admitTables } from './admit-table.ts';

const LARGE = 100_000;

describe('large tables', () => {
  it('are computed two at a time; enough of them wait, and more are told to come again, while small ones pass', async () => {
    let [now, most] = [0, 0];
    const { promise, resolve } = Promise.withResolvers<void>();
    const compute = async () => {
      most = Math.max(most, (now += 1));
      await promise;
      now -= 1;
    };
    const asked = Array.from({ length: 25 }, () => admitTables()(LARGE, compute).catch((error: unknown) => error));
    expect(await admitTables()(9_999, async () => 'small')).toBe('small');
    resolve();
    const answers = await Promise.all(asked);
    expect(most).toBe(2);
    const refused = answers.filter((one) => one !== undefined);
    expect(refused).toHaveLength(3);
    for (const error of refused)
      expect(error).toMatchObject({ extensions: { code: 'SUBGRAPH_OVERLOADED' }, message: /Ask again in a moment/ });
  });

  it('of one that nobody waits for any more do not hold up others', async () => {
    const left = new AbortController();
    const compute = async () => left.signal.throwIfAborted();
    const first = admitTables()(LARGE, () => setTimeout(20));
    const second = admitTables()(LARGE, () => setTimeout(20));
    const third = admitTables(left.signal)(LARGE, compute);
    left.abort(new Error('left'));
    await expect(third).rejects.toThrow('left');
    await Promise.all([first, second]);
    expect(await admitTables()(LARGE, async () => 'next')).toBe('next');
  });
});

describe('the tables of one request', () => {
  it('have a number of cells together', async () => {
    const admit = admitTables();
    expect(await admit(200_000, async () => 1)).toBe(1);
    expect(await admit(200_000, async () => 2)).toBe(2);
    await expect(admit(1, async () => 3)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message:
        'The tables of one request have at most 400000 cells together, but 400001 or more were asked. Send a request for each.',
    });
  });
});
