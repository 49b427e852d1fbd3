import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll } from '@jest/globals';
import { endOfToday } from '../../gateway/cache/day.ts';

/** What a test file keeps must hold for so long. */
const NEEDED_MS = 60_000;
/** Around midnight nothing is kept, for two minutes. */
const LONGEST_WAIT_MS = NEEDED_MS + 3 * 60_000;

/** For tests that expect answers to be kept: waits while midnight in Viet Nam is too near. */
export function stayAwayFromMidnight(): void {
  beforeAll(async () => {
    while (endOfToday(Date.now()) < Date.now() + NEEDED_MS) await wait(1_000);
  }, LONGEST_WAIT_MS);
}
