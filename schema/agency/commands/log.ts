import type { ServedGraphEntry } from '../../registry/publication/history.ts';
import type { AgencyCommand } from '../command.ts';

interface AuditEntry {
  readonly at: string;
  readonly token: number | null;
  readonly action: string;
  readonly subgraph: string | null;
  readonly outcome: string;
  readonly detail: string;
}

export const log: AgencyCommand = {
  usage: 'log [--first N] [--audit]',
  summary: 'graphs that were served, the latest first; with --audit every use of a token (operator)',
  options: { first: { type: 'string' }, audit: { type: 'boolean' } },
  run: async ({ values, registry }) => {
    const first = typeof values['first'] === 'string' ? values['first'] : '20';
    if (values['audit'] === true) {
      const { audit } = await registry.get<{ audit: AuditEntry[] }>(
        `log?audit=true&first=${encodeURIComponent(first)}`,
      );
      const lines = audit.map(
        ({ at, token, action, subgraph, outcome, detail }) =>
          `${at}  ${outcome.padEnd(7)}  ${action}${subgraph ? ` ${subgraph}` : ''}  token ${token ?? 'none'}${detail ? `  ${detail}` : ''}`,
      );
      return { json: { audit }, lines };
    }
    const { graphs } = await registry.get<{ graphs: ServedGraphEntry[] }>(`log?first=${encodeURIComponent(first)}`);
    const lines = graphs.map(
      ({ graph, cause, at, subgraphs }) =>
        `${String(graph).padStart(5)}  ${at}  ${cause.padEnd(8)}  ${subgraphs.map(({ name, publication }) => `${name}#${publication}`).join(' ')}`,
    );
    return { json: { graphs }, lines };
  },
};
