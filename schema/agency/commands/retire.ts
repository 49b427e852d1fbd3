import type { Published } from '../../registry/publication/changing.ts';
import { requireText, UsageError, type AgencyCommand } from '../command.ts';

export const retire: AgencyCommand = {
  usage: 'retire NAME [--force YYYY-MM-DD]',
  summary:
    'takes a subgraph out of the graph; refused while clients use it, unless a day is given on which it goes all the same, which is announced',
  options: { force: { type: 'string' } },
  run: async ({ positionals, values, registry }) => {
    const name = requireText(positionals[0], 'The NAME of the agency');
    const { force } = values;
    if (force !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(force)))
      throw new UsageError(`--force needs the day on which it goes, 2027-01-31, but is: ${force}.`);
    const published = await registry.post<Published>('retire', { name, ...(force !== undefined && { force }) });
    const isAnnounced = published.changes.some(({ kind, until }) => kind === 'deprecated' && until === force);
    return {
      json: published,
      lines: [
        isAnnounced
          ? `${name} leaves the graph on ${force}; the changelog says so.`
          : `${name} is out of the graph since graph ${published.graph}. Its history stays.`,
      ],
    };
  },
};
