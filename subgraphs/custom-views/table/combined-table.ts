import { FigureReading } from '../figures/figure-reading.ts';
import { inOneState } from '../figures/steady-agencies.ts';
import { placesOn } from '../units/select-units.ts';
import type { Column } from './columns/column.ts';
import { cautionsOfTable, refusesRank } from './comparability/cautions-of-table.ts';
import type { Caution } from './comparability/rule.ts';
import { applyConditions } from './conditions.ts';
import { coverageOf } from './coverage.ts';
import type { ColumnCoverage, TableDocument, TableRow } from './document.ts';
import { hasValue, type Evaluated } from './evaluated.ts';
import type { Evaluation } from './evaluation.ts';
import { computeGrid, type GridRow } from './grid.ts';
import type { CombinedTableInput } from './input.ts';
import { nearestWithFigures } from './nearest.ts';
import { orderRows, type RankedRow } from './order.ts';
import { readTable, type TableQuestion } from './read-table.ts';
import type { TableSources } from './sources.ts';
import { toWarning } from './warnings.ts';
import { CellWriter } from './write-cells.ts';

/** Which rows of a table are written; the others are counted. */
export interface Page {
  readonly offset: number;
  readonly first: number;
}

/** Rows from which on a page is read in detail apart from what ranks it. */
const LONG_TABLE = 300;

/** A table with all its rows, or one page of them. */
export async function combineTable(
  input: CombinedTableInput,
  sources: TableSources,
  page: Page = { offset: 0, first: Infinity },
): Promise<TableDocument> {
  const question = readTable(input, sources);
  const rows = question.sets.reduce((sum, { units }) => sum + units.length, 0);
  const isLong = rows >= LONG_TABLE && page.first * 2 < rows && question.sets.every(({ on }) => on === null);
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
  const { agencies, boundaries, signal, fromHistory } = sources;
  const { sets, columns, conditions, order, asOf } = question;
  const isConverted = sets.some(({ on }) => on !== null);
  const ofRows = sets.flatMap((set) => set.units);
  const reading = new FigureReading({
    agencies,
    boundaries,
    asOf,
    units: isConverted ? null : ofRows,
    rows: ofRows,
    inDetail: !isLong,
    signal,
    fromHistory,
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
  const written = shown.map((ranked, place) => toRow(ranked, detailed[place]!, question, writing));
  // The places around are read only where something is missing.
  const around = new FigureReading({
    ...reading.options,
    units: null,
    inDetail: true,
    isOptional: true,
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

interface Writing {
  readonly writer: CellWriter;
  /** Codes of the warnings of a cell, by its row and the place of its column. */
  readonly warnings: (row: GridRow, column: number) => readonly string[];
  readonly isRefused: boolean;
  readonly sources: TableSources;
}

/** The cells of some rows of a long table with all that is told of them. */
async function inDetail(
  shown: readonly RankedRow[],
  { sets, columns }: TableQuestion,
  evaluation: Evaluation,
): Promise<readonly (readonly Evaluated[])[]> {
  const { options, unavailable } = evaluation.reading;
  const units = shown.map(({ row }) => row.unit);
  const reading = new FigureReading({ ...options, units, inDetail: true, unavailable });
  const rows = await computeGrid([{ ...sets[0]!, units }], columns, { ...evaluation, reading });
  return rows.map(({ cells }) => cells);
}

function toRow(
  { row, rank }: RankedRow,
  cells: readonly Evaluated[],
  { columns, sets, order }: TableQuestion,
  { writer, warnings, isRefused, sources }: Writing,
): TableRow {
  const { unit, on, set } = row;
  const other = sets.length === 2 ? sets[1 - set]!.on! : null;
  return {
    code: unit.code,
    name: unit.name,
    level: unit.level,
    validFrom: unit.validFrom,
    validTo: unit.validTo,
    boundariesOn: on,
    counterparts: other === null ? [] : counterparts(row, other, sources),
    rank,
    unrankedReason:
      rank || order.length === 0
        ? null
        : isRefused
          ? 'UNLIKE_FIGURES'
          : (cells[order[0]!.column]!.reasonCode ?? 'NO_FIGURE'),
    cells: cells.map((cell, place) => writer.cell(cell, columns[place]!.definition, warnings(row, place))),
  };
}

/** Where the row's land lies on the other of two dates. */
function counterparts({ unit }: GridRow, day: string, { boundaries }: TableSources): readonly string[] {
  return placesOn(unit, day, boundaries).map(({ code }) => code);
}

function warningsOfCells(cautions: readonly Caution[], shown: readonly RankedRow[]): Writing['warnings'] {
  const isShown = new Set(shown.map(({ row }) => row));
  const concerned = cautions.map(({ code, column, rows }) => ({
    code,
    column,
    rows: new Set(rows.filter((row) => isShown.has(row))),
  }));
  return (row, place) =>
    concerned.filter(({ column, rows }) => column === place && rows.has(row)).map(({ code }) => code);
}

/** How much of each column there is. `evaluation` reads the places around rows that lack a figure. */
async function coverageOfColumns(
  rows: readonly GridRow[],
  columns: readonly Column[],
  evaluation: Evaluation,
  writer: CellWriter,
): Promise<ColumnCoverage[]> {
  const missing = columns.map((_column, place) => rows.filter(({ cells }) => !hasValue(cells[place]!)));
  const nearest = await nearestWithFigures(missing, columns, evaluation, writer);
  return columns.map(({ definition, series }, place) => {
    const covered = coverageOf(rows, place);
    // Of a rate it is the denominator's agency that owes, where that is what is missing most.
    const owing = covered.reasons[0]?.code === 'NO_DENOMINATOR' ? series.at(-1)! : series[0]!;
    return { column: definition.id, ...covered, agency: owing.indicator.agency, nearest: nearest[place]! };
  });
}
