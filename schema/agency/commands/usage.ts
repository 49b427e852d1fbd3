import type { ClientUsage } from '../../registry/publication/usage.ts';
import { requireText, type AgencyCommand } from '../command.ts';

export const usage: AgencyCommand = {
  usage: 'usage CODE|FIELD',
  summary: 'which clients used an indicator (ED_SCHOOLS), or a type or field (Education.schools), and when last',
  options: {},
  run: async ({ positionals, registry }) => {
    const asked = requireText(positionals[0], 'The CODE of an indicator, or the FIELD as Type.field,');
    const { days, clients } = await registry.get<{ days: number; clients: ClientUsage[] }>(
      `usage?of=${encodeURIComponent(asked)}`,
    );
    const lines = clients.map(
      ({ client, lastUsed, operations }) =>
        `${lastUsed}  ${client}  ${operations.length === 1 ? 'one operation' : `${operations.length} operations`}`,
    );
    const none = `Nobody used ${asked} in the last ${days} days.`;
    return { json: { of: asked, days, clients }, lines: clients.length > 0 ? lines : [none] };
  },
};
