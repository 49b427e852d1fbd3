import type { CheckReport } from '../../registry/check/check-graph.ts';
import { readAreaDirectory } from '../../../subgraphs/administrative-units/subgraph.ts';
import { checkOffline } from '../check-offline.ts';
import type { AgencyCommand, Outcome } from '../command.ts';
import type { CheckResult } from '../conformance/check.ts';
import { checkService } from '../conformance/check-service.ts';
import { localSheet, localSubgraph, SUBGRAPH_OPTIONS } from '../published-files.ts';
import { reportLines } from '../report.ts';
import { uploadBody } from '../sheet/sheet-folder.ts';

type Report = Pick<CheckReport, 'faults' | 'changes'>;

export const check: AgencyCommand = {
  usage: 'check NAME --url URL [--sdl FILE] [--offline] | check NAME [--folder DIR]',
  summary:
    'asks a running service what a gateway would, and the registry what it would say of it, or of the sheet of a folder; nothing changes. With --sdl the SDL alone is checked, with --offline by the subgraphs of this checkout',
  options: { ...SUBGRAPH_OPTIONS, offline: { type: 'boolean' } },
  run: async (invocation) => {
    const sheet = await localSheet(invocation);
    if (sheet)
      return outcomeOf(sheet.definition.name, await invocation.sheets.post<Report>('check', uploadBody(sheet)), []);
    const subgraph = await localSubgraph(invocation);
    const { sdl } = invocation.values;
    const service = sdl === undefined ? await checkService(subgraph.url, subgraph.sdl, readAreaDirectory()) : [];
    const report =
      invocation.values['offline'] === true
        ? await checkOffline(subgraph)
        : await invocation.registry.post<Report>('check', subgraph);
    return outcomeOf(subgraph.name, report, service);
  },
};

function outcomeOf(name: string, report: Report, service: readonly CheckResult[]): Outcome {
  const failing = service.filter(({ complaint }) => complaint !== null).length;
  const failed = report.faults.length > 0 || failing > 0;
  const verdicts = [
    ...(report.faults.length > 0 ? [`${name} would be refused.`] : [`${name} can be published.`]),
    ...(failing > 0 ? [`${failing} of ${service.length} checks of the service failed: mend them first.`] : []),
  ];
  return {
    json: { ...report, service },
    lines: [...service.flatMap(linesOf), ...reportLines(report), ...verdicts],
    failed,
  };
}

function linesOf({ title, complaint }: CheckResult): string[] {
  return complaint === null ? [`✓ ${title}`] : [`✗ ${title}`, `    ${complaint.what}`, `    → ${complaint.instead}`];
}
