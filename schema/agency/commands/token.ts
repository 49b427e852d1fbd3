import type { ListedToken } from '../../registry/access/tokens.ts';
import { requireText, UsageError, type AgencyCommand, type Outcome } from '../command.ts';

const ALL = 'check,publish,retire,read';

export const token: AgencyCommand = {
  usage: `token create NAME [--scopes ${ALL}] [--days 90] [--note TEXT] | token list | token revoke NUMBER`,
  summary: 'tokens of agencies: make, list, revoke (operator)',
  options: { scopes: { type: 'string' }, days: { type: 'string' }, note: { type: 'string' } },
  run: async ({ positionals: [what, name], values, registry }): Promise<Outcome> => {
    if (what === 'list') {
      const { tokens } = await registry.get<{ tokens: ListedToken[] }>('tokens');
      const lines = tokens.map(
        ({ number, agency, scopes, expiresAt, revokedAt, note }) =>
          `${String(number).padStart(4)}  ${agency ?? 'operator'}  ${scopes.join(',')}  ${revokedAt ? `revoked ${revokedAt}` : `until ${expiresAt}`}  ${note}`,
      );
      return { json: { tokens }, lines };
    }
    if (what === 'revoke') {
      const number = requireText(name, 'The NUMBER of the token');
      await registry.delete(`tokens/${encodeURIComponent(number)}`);
      return { json: { revoked: Number(number) }, lines: [`Token ${number} is of no use any more.`] };
    }
    if (what !== 'create') throw new UsageError(`"token" makes, lists or revokes, but got "${what ?? ''}".`);
    const made = await registry.post<{ number: number; token: string; expiresAt: string }>('tokens', {
      agency: requireText(name, 'The NAME of the agency'),
      scopes: requireText(values['scopes'] ?? ALL, '--scopes').split(','),
      days: Number(values['days'] ?? 90),
      note: String(values['note'] ?? ''),
    });
    return {
      json: made,
      lines: [
        `Token ${made.number} for ${name}, until ${made.expiresAt}. It is shown this once:`,
        made.token,
        'The agency sets it as LIEN_THONG_TOKEN.',
      ],
    };
  },
};
