import type { Published } from '../../registry/publication/changing.ts';
import type { FiguresLeft } from '../../../subgraphs/sheets/host/figures-left.ts';
import type { CheckReport } from '../../registry/check/check-graph.ts';
import type { AgencyCommand } from '../command.ts';
import { localSheet, localSubgraph, policiesOf, POLICY_OPTIONS, SUBGRAPH_OPTIONS } from '../published-files.ts';
import { RegistryRefusal } from '../registry-client.ts';
import { reportLines } from '../report.ts';
import { uploadBody } from '../sheet/sheet-folder.ts';

type SheetAnswer = Pick<CheckReport, 'faults' | 'changes'> & {
  readonly graph?: number;
  readonly figures: number;
  readonly left?: FiguresLeft;
};

export const publish: AgencyCommand = {
  usage: 'publish NAME --url URL [--sdl FILE] [--timeout-ms N] [--concurrency N] | publish NAME [--folder DIR]',
  summary:
    'puts a subgraph, or the sheet of a folder, into the graph, or its next version in the place of the one before',
  options: { ...SUBGRAPH_OPTIONS, ...POLICY_OPTIONS },
  run: async (invocation) => {
    const sheet = await localSheet(invocation);
    if (sheet) {
      const { faults, changes, graph, figures, left } = await invocation.sheets.post<SheetAnswer>(
        'publish',
        uploadBody(sheet),
      );
      if (faults.length > 0)
        throw new RegistryRefusal('REFUSED', 'The sheet is not published; nothing changed.', { faults, changes });
      return {
        json: { graph, figures, changes, left },
        lines: [
          ...reportLines({ faults, changes }),
          `${sheet.definition.name} is in graph ${graph}, with ${figures} figures.`,
          ...leftLines(left),
        ],
      };
    }
    const subgraph = await localSubgraph(invocation);
    const published = await invocation.registry.post<Published>('publish', {
      ...subgraph,
      policies: policiesOf(invocation.values),
    });
    return {
      json: published,
      lines: [
        ...reportLines({ faults: [], changes: published.changes }),
        `${subgraph.name} is in graph ${published.graph}.`,
      ],
    };
  },
};

/** What an agency would not expect: that a row is gone does not take its figures back. */
function leftLines({ count, cells }: FiguresLeft = { count: 0, cells: [] }): string[] {
  if (count === 0) return [];
  return [
    `${count} that were published before are not in the sheet, and stay served as they were:`,
    ...cells.map((cell) => `  ${cell}`),
    ...(count > cells.length ? [`  and ${count - cells.length} more`] : []),
    'To correct one, give it a row that says what is known now.',
  ];
}
