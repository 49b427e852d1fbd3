import type { Published } from '../../registry/publication/changing.ts';
import { requireText, UsageError, type AgencyCommand } from '../command.ts';

export const rollback: AgencyCommand = {
  usage: 'rollback GRAPH',
  summary: 'serves an earlier graph again; "log" lists them (operator)',
  options: {},
  run: async ({ positionals, registry }) => {
    const text = requireText(positionals[0], 'The number of the GRAPH');
    if (!/^\d{1,9}$/.test(text)) throw new UsageError(`A graph has a number, but got "${text}".`);
    const published = await registry.post<Published>('rollback', { graph: Number(text) });
    return { json: published, lines: [`Graph ${text} is served again, as graph ${published.graph}.`] };
  },
};
