import { placesOn } from '../units/select-units.ts';
import type { Caution } from './comparability/rule.ts';
import type { TableRow } from './document.ts';
import type { Evaluated } from './evaluated.ts';
import type { GridRow } from './grid.ts';
import type { RankedRow } from './order.ts';
import type { TableQuestion } from './read-table.ts';
import type { TableSources } from './sources.ts';
import type { CellWriter } from './write-cells.ts';

export interface Writing {
  readonly writer: CellWriter;
  /** Codes of the warnings of a cell, by its row and the place of its column. */
  readonly warnings: (row: GridRow, column: number) => readonly string[];
  readonly isRefused: boolean;
  readonly sources: TableSources;
}

/** A row with its rank, or why it has none. */
export function writeRow(
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

/** The warnings of each cell of the rows that are shown. */
export function warningsOfCells(cautions: readonly Caution[], shown: readonly RankedRow[]): Writing['warnings'] {
  const isShown = new Set(shown.map(({ row }) => row));
  const concerned = cautions.map(({ code, column, rows }) => ({
    code,
    column,
    rows: new Set(rows.filter((row) => isShown.has(row))),
  }));
  return (row, place) =>
    concerned.filter(({ column, rows }) => column === place && rows.has(row)).map(({ code }) => code);
}
