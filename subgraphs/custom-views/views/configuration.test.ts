import { describe, expect, it } from '@jest/globals';
import { callerOf } from '../../kit/caller.ts';
import { readViewsConfiguration, requireSigningKey, requireToken } from './configuration.ts';

const TOKEN = 'a-token-that-nobody-guesses';
const error = (attempt: () => unknown) => {
  try {
    return attempt() === undefined ? 'done' : 'answered';
  } catch (thrown) {
    const { message, extensions } = thrown as Error & { extensions?: { code: string } };
    return `${extensions?.code ?? 'none'}: ${message}`;
  }
};

describe('saving and freezing', () => {
  const configured = readViewsConfiguration({ VIEWS_TOKEN: TOKEN });

  it('takes the token as bearer, whatever cookies come with it', () => {
    const authorization = `Bearer ${TOKEN}`;
    expect(error(() => requireToken(callerOf({ authorization }), configured))).toBe('done');
    expect(error(() => requireToken(callerOf({ authorization, cookie: 'a=b' }), configured))).toBe('done');
  });

  it.each([
    [{}],
    [{ authorization: TOKEN }],
    [{ authorization: `Bearer ${TOKEN}x` }],
    [{ authorization: `Basic ${TOKEN}` }],
    [{ authorization: 'Bearer ' }],
    [{ cookie: `Bearer ${TOKEN}` }],
  ])('is refused with %j, and says what to send', (headers) => {
    expect(error(() => requireToken(callerOf(headers), configured))).toMatch(
      /^UNAUTHENTICATED: Send the header "Authorization: Bearer TOKEN"/,
    );
  });

  it('says what to set where nothing is configured, whatever is sent', () => {
    const bare = readViewsConfiguration({});
    for (const authorization of [undefined, '', 'Bearer ', 'Bearer null', 'Bearer undefined'])
      expect(error(() => requireToken(callerOf({ authorization }), bare))).toMatch(/^NOT_CONFIGURED: .* VIEWS_TOKEN/);
    expect(error(() => requireSigningKey(bare))).toMatch(/^NOT_CONFIGURED: .* VIEW_SIGNING_KEY_FILE/);
  });

  it.each(['short', 'a token with spaces in it', 'một-mã-thông-báo-dài'])('starts with no token like "%s"', (token) => {
    const told = error(() => readViewsConfiguration({ VIEWS_TOKEN: token }));
    expect(told).toMatch(/^none: VIEWS_TOKEN must have at least 16 characters/);
    expect(told).not.toContain(token);
  });

  it('reads quotas, and refuses what is no number by name', () => {
    expect(readViewsConfiguration({}).quotas).toEqual({ views: 10_000, perDay: 500, frozenMb: 10_240 });
    expect(readViewsConfiguration({ VIEWS_QUOTA: '3' }).quotas.views).toBe(3);
    expect(error(() => readViewsConfiguration({ VIEWS_PER_DAY: 'many' }))).toMatch(/VIEWS_PER_DAY must be a whole/);
  });
});
