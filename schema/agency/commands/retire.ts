import type { Published } from '../../registry/publication/registry.ts';
import { requireText, type AgencyCommand } from '../command.ts';

export const retire: AgencyCommand = {
  usage: 'retire NAME [--force]',
  summary: 'takes a subgraph out of the graph; refused while clients use it, unless forced',
  options: { force: { type: 'boolean' } },
  run: async ({ positionals, values, registry }) => {
    const name = requireText(positionals[0], 'The NAME of the agency');
    const published = await registry.post<Published>('retire', { name, force: values['force'] === true });
    return {
      json: published,
      lines: [`${name} is out of the graph since graph ${published.graph}. Its history stays.`],
    };
  },
};
