import { FigureReading } from '../figures/figure-reading.ts';
import { inOneState } from '../figures/steady-agencies.ts';
import { coverageOfColumns } from './column-coverage.ts';
import { cautionsOfTable, refusesRank } from './comparability/cautions-of-table.ts';
import { applyConditions } from './conditions.ts';
import type { TableDocument } from './document.ts';
import type { Evaluation } from './evaluation.ts';
import { computeGrid } from './grid.ts';
import type { CombinedTableInput } from './input.ts';
import { inDetail, isReadTwice } from './long-tables.ts';
import { orderRows } from './order.ts';
import { readTable, type TableQuestion } from './read-table.ts';
import type { TableSources } from './sources.ts';
import { toWarning } from './warnings.ts';
import { CellWriter } from './write-cells.ts';
import { warningsOfCells, writeRow } from './write-rows.ts';

/** Which rows of a table are written; the others are counted. */
export interface Page {
  readonly offset: number;
  readonly first: number;
}

/** A table with all its rows, or one page of them. */
export async function combineTable(
  input: CombinedTableInput,
  sources: TableSources,
  page: Page = { offset: 0, first: Infinity },
): Promise<TableDocument> {
  const question = readTable(input, sources);
  const rows = question.sets.reduce((sum, { units }) => sum + units.length, 0);
  const isLong = isReadTwice(question, page.first);
  return sources.admit(rows * question.columns.length, () =>
    inOneState(sources.agencies, (agencies) => tableOf(question, { ...sources, agencies }, page, isLong)),
  );
}

async function tableOf(
  question: TableQuestion,
  sources: TableSources,
  page: Page,
  isLong: boolean,
): Promise<TableDocument> {
  const { agencies, boundaries, signal, fromHistory, tellsLater } = sources;
  const { sets, columns, conditions, order, asOf } = question;
  const isConverted = sets.some(({ on }) => on !== null);
  const ofRows = sets.length === 1 ? sets[0]!.units : sets.flatMap(({ units }) => units);
  const reading = new FigureReading({
    agencies,
    boundaries,
    asOf,
    units: isConverted ? null : ofRows,
    rows: ofRows,
    inDetail: !isLong,
    signal,
    fromHistory,
    tellsLater,
  });
  const evaluation: Evaluation = { declarations: agencies.declarations, boundaries, reading };
  const rows = await computeGrid(sets, columns, evaluation);

  const { kept, undecided } = applyConditions(rows, conditions);
  const cautions = cautionsOfTable(rows, kept, question, evaluation);
  const isRefused = !question.rankAnyway && order.some(({ column }) => refusesRank(cautions, column));
  const ordered = orderRows(kept, order, !isRefused);

  const writer = new CellWriter(agencies.declarations.codeLists);
  const warnings = cautions.map((caution) => toWarning(caution, columns, agencies.declarations));
  const shown = ordered.slice(page.offset, page.offset + page.first);
  const writing = { writer, warnings: warningsOfCells(cautions, shown), isRefused, sources };
  const detailed = isLong ? await inDetail(shown, question, evaluation) : shown.map(({ row }) => row.cells);
  const written = shown.map((ranked, place) => writeRow(ranked, detailed[place]!, question, writing));
  // The places around are read only where something is missing.
  const around = new FigureReading({
    ...reading.options,
    units: null,
    inDetail: true,
    isOptional: true,
    tellsLater: false,
    unavailable: reading.unavailable,
  });
  const coverage = await coverageOfColumns(rows, columns, { ...evaluation, reading: around }, writer);
  return {
    columns: columns.map(({ definition }) => definition),
    rows: written,
    totalCount: ordered.length,
    undecidedCount: undecided,
    coverage,
    warnings,
    rankRefused: isRefused,
    citations: writer.citations,
    dataVersions: [...new Map([...around.dataVersions, ...reading.dataVersions])]
      .map(([subgraph, version]) => ({ subgraph, version }))
      .toSorted((a, b) => (a.subgraph < b.subgraph ? -1 : 1)),
    boundariesVersion: boundaries.version,
    asOf,
  };
}
