import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { large } from '../../../test/support/exported-tables.ts';
import { EXPORT_FORMATS } from './formats.ts';

const ROWS = 12_000;
const COLUMNS = 5;

describe('an export', () => {
  it.each([...EXPORT_FORMATS.keys()])('as %s is made no faster than it is read', async (name) => {
    let looks = 0;
    const table = large(ROWS, COLUMNS);
    const rows = table.document.rows.map(({ cells, ...row }) => ({
      ...row,
      get cells() {
        looks += 1;
        return cells;
      },
    }));
    const stream = EXPORT_FORMATS.get(name)!.write({ ...table, document: { ...table.document, rows } }, 'VI');
    const pieces = stream[Symbol.asyncIterator]();
    let longest = (await pieces.next()).value.length;
    // What is packed takes a while to fill the little that may wait.
    for (let last = -1; last !== looks; await wait(300)) last = looks;
    const before = looks;
    expect(stream.readableLength).toBeLessThan(256 * 1024);
    for (let next = await pieces.next(); !next.done; next = await pieces.next())
      longest = Math.max(longest, next.value.length);
    expect(longest).toBeLessThan(256 * 1024);
    // Nearly all was left to do.
    expect(looks - before).toBeGreaterThan(ROWS * COLUMNS * 0.9);
  });

  it.each([...EXPORT_FORMATS.keys()])('as %s that is not read to its end ends with its reader', async (name) => {
    const stream = EXPORT_FORMATS.get(name)!.write(large(1_000, COLUMNS), 'VI');
    const closed = new Promise((resolve) => stream.once('close', resolve));
    stream.once('readable', () => stream.destroy());
    await closed;
    expect(stream.destroyed).toBe(true);
  });
});
