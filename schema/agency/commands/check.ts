import type { CheckReport } from '../../registry/check/check-graph.ts';
import type { AgencyCommand } from '../command.ts';
import { localSheet, localSubgraph, SUBGRAPH_OPTIONS } from '../published-files.ts';
import { reportLines } from '../report.ts';
import { uploadBody } from '../sheet/sheet-folder.ts';

type Report = Pick<CheckReport, 'faults' | 'changes'>;

export const check: AgencyCommand = {
  usage: 'check NAME --url URL [--sdl FILE] | check NAME [--folder DIR]',
  summary: 'what the registry would say of a subgraph, or of the sheet of a folder; nothing changes',
  options: SUBGRAPH_OPTIONS,
  run: async (invocation) => {
    const sheet = await localSheet(invocation);
    const subgraph = sheet ? null : await localSubgraph(invocation);
    const report = sheet
      ? await invocation.sheets.post<Report>('check', uploadBody(sheet))
      : await invocation.registry.post<Report>('check', subgraph!);
    const name = sheet?.definition.name ?? subgraph!.name;
    const failed = report.faults.length > 0;
    const verdict = failed ? `${name} would be refused.` : `${name} can be published.`;
    return { json: report, lines: [...reportLines(report), verdict], failed };
  },
};
