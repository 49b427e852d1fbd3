import type { Boundaries } from '../../units/boundaries.ts';
import type { Column } from '../columns/column.ts';
import type { Evaluated } from '../evaluated.ts';
import type { GridRow } from '../grid.ts';

/** Something that a reader of a column must know, with the rows that it concerns. */
export interface Caution {
  readonly code: string;
  /** Place of the column; null: the table. */
  readonly column: number | null;
  readonly rows: readonly GridRow[];
  readonly refusesRank: boolean;
  /** Codes or periods to name. */
  readonly named: readonly string[];
}

/** A cell that has a number, with its row. */
export interface Cell {
  readonly row: GridRow;
  readonly cell: Evaluated;
}

/** Speaks of the cells of one column under one geography; null: there is nothing to say. */
export type Rule = (
  cells: readonly Cell[],
  column: Column,
  boundaries: Boundaries,
) => Pick<Caution, 'rows' | 'named'> | null;

/** Cells of several kinds; one whose kind is not known is of none. */
export function unlike(
  kindOf: (cell: Evaluated) => string | null,
  named: (cells: readonly Cell[]) => readonly string[],
): Rule {
  return (cells) => {
    const kinds = Map.groupBy(cells, ({ cell }) => kindOf(cell));
    kinds.delete(null);
    if (kinds.size < 2) return null;
    const known = cells.filter(({ cell }) => kindOf(cell) !== null);
    // Those that are unlike most.
    const usual = Math.max(...[...kinds.values()].map((of) => of.length));
    const others = [...kinds.values()].filter((of) => of.length < usual || kinds.size === known.length).flat();
    return { rows: rowsOf(others.length > 0 ? others : known), named: named(known) };
  };
}

/** Cells of one kind. */
export function some(
  isMeant: (cell: Evaluated) => boolean,
  named: (cells: readonly Cell[]) => readonly string[] = () => [],
): Rule {
  return (cells) => {
    const meant = cells.filter(({ cell }) => isMeant(cell));
    return meant.length === 0 ? null : { rows: rowsOf(meant), named: named(meant) };
  };
}

export function rowsOf(cells: readonly Cell[]): readonly GridRow[] {
  return cells.map(({ row }) => row);
}

export function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
