import { jest } from '@jest/globals';

/**
 * For test files that hold times against bounds: on a machine shared with others a bound counts as broken
 * when it is missed three times in a row. Each miss is logged.
 */
export function measuresTime(): void {
  jest.retryTimes(2, { logErrorsBeforeRetry: true });
}
