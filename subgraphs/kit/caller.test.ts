import { describe, expect, it } from '@jest/globals';
import { callerOf, hasAuthorization } from './caller.ts';

const RIGHT = 'Bearer right';

describe('a caller', () => {
  it('is told from others by either header, and nobody by none', () => {
    const callers = [
      {},
      { authorization: RIGHT },
      { cookie: RIGHT },
      { authorization: RIGHT, cookie: RIGHT },
      { authorization: '' },
    ].map(callerOf);
    expect(new Set(callers).size).toBe(callers.length);
    expect(callers[0]).toBe('');
    expect(callerOf({ authorization: RIGHT })).toBe(callers[1]);
    expect(callers.join()).not.toContain('right');
  });

  it('has the authorization that it sent, with cookies and without, and no other', () => {
    expect(hasAuthorization(callerOf({ authorization: RIGHT }), RIGHT)).toBe(true);
    expect(hasAuthorization(callerOf({ authorization: RIGHT, cookie: 'a=b' }), RIGHT)).toBe(true);
    for (const headers of [{}, { cookie: RIGHT }, { authorization: 'Bearer wrong' }, { authorization: '' }])
      expect(hasAuthorization(callerOf(headers), RIGHT)).toBe(false);
  });
});
