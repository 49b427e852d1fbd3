import type { Published } from '../../registry/publication/changing.ts';
import { requireText, type AgencyCommand } from '../command.ts';

export const contract: AgencyCommand = {
  usage: 'contract NAME [--exclude TAG,TAG] [--include TAG,TAG]',
  summary:
    'serves the graph without what is tagged so (or with only those indicators) at /contracts/NAME/graphql too; without tags no more; for the operator',
  options: { exclude: { type: 'string' }, include: { type: 'string' } },
  run: async ({ positionals, values, registry }) => {
    const name = requireText(positionals[0], 'The NAME of the contract');
    const [exclude, include] = [tagsOf(values['exclude']), tagsOf(values['include'])];
    const { graph } = await registry.post<Published>('contracts', { name, exclude, include });
    const isServed = exclude.length + include.length > 0;
    return {
      json: { graph, name, exclude, include },
      lines: [
        isServed
          ? `Graph ${graph} has the contract ${name}: /contracts/${name}/graphql.`
          : `Graph ${graph} has no contract ${name}.`,
      ],
    };
  },
};

function tagsOf(value: string | boolean | undefined): string[] {
  return typeof value === 'string'
    ? value
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean)
    : [];
}
