import type { CheckReport } from '../../registry/check/check-graph.ts';
import type { AgencyCommand } from '../command.ts';
import { localSubgraph, SUBGRAPH_OPTIONS } from '../published-files.ts';
import { reportLines } from '../report.ts';

export const check: AgencyCommand = {
  usage: 'check NAME --url URL [--sdl FILE]',
  summary: 'what the registry would say of a subgraph; nothing changes',
  options: SUBGRAPH_OPTIONS,
  run: async (invocation) => {
    const subgraph = await localSubgraph(invocation);
    const report = await invocation.registry.post<Pick<CheckReport, 'faults' | 'changes'>>('check', subgraph);
    const failed = report.faults.length > 0;
    const verdict = failed ? `${subgraph.name} would be refused.` : `${subgraph.name} can be published.`;
    return { json: report, lines: [...reportLines(report), verdict], failed };
  },
};
