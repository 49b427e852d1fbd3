import type { AreaDirectory } from '../area-directory.ts';
import type { CodeList } from '../code-lists.ts';
import type { Agency } from '../declarations.ts';
import { digestOf, SubmissionError, type Submission } from '../submission.ts';
import { checkAgainstIndicator, indicatorOfRow, type FiledFigure } from './filed-figure.ts';
import { readFiling } from './filing.ts';
import { identityOf } from './identity.ts';
import { readPressFigures } from './press-figures.ts';
import { readProvinceTables } from './province-tables.ts';
import { withRemarks } from './remarks.ts';
import { readSources } from './sources.ts';
import type { FigureTables } from './tables.ts';
import { writeFigures } from './write.ts';

export interface FigureFiles {
  /** The agency's folder `data`. */
  readonly folder: string;
  readonly agency: Agency;
  readonly codeLists: ReadonlyMap<string, CodeList>;
  readonly areas: AreaDirectory;
}

/** Reads and checks all files of an agency; the first fault is thrown with its place, and nothing is written. */
export function readFigureFiles({ folder, agency, codeLists, areas }: FigureFiles): Submission<FigureTables> {
  const sources = readSources(folder);
  const filedAs = readFiling(folder);
  const filed = withRemarks(
    folder,
    [...readProvinceTables(folder, areas, filedAs), ...readPressFigures(folder, agency, areas, filedAs)],
    codeLists,
  );
  const seen = new Map<string, FiledFigure>();
  for (const entry of filed) {
    const { file, line, figure } = entry;
    const fault = (column: string, found: string) => (expected: string) =>
      new SubmissionError(file, line, column, found, expected);
    const indicator = indicatorOfRow(agency, figure.indicator, fault('indicator', figure.indicator));
    checkAgainstIndicator(entry, indicator, codeLists);
    if (!sources.has(figure.source)) throw fault('source_id', figure.source)('a source of sources.csv');
    const earlier = seen.get(identityOf(figure));
    if (earlier) {
      throw fault(
        'indicator',
        figure.indicator,
      )(`a figure that is not given twice by one source: see ${earlier.file} line ${earlier.line}`);
    }
    seen.set(identityOf(figure), entry);
  }
  const submitted = { areas, sources: [...sources.values()], figures: filed.map(({ figure }) => figure) };
  return {
    records: filed.length,
    digest: digestOf(areas.areas, areas.predecessors, submitted.sources, submitted.figures),
    write: (transaction, onRecords) => writeFigures(transaction, submitted, onRecords),
  };
}
