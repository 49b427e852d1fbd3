import type { Label } from '../../kit/code-lists.ts';
import type { TableCell, TableColumn, TableRow } from '../table/document.ts';
import type { ExportedTable } from './exported-table.ts';
import type { SdmxCode } from './sdmx-codes.ts';

/** One cell with where it stands. */
export interface Slot {
  readonly row: TableRow;
  readonly column: TableColumn;
  readonly cell: TableCell;
}

/** What a component says of a cell: a code with its name, a value, several values, or nothing. */
export type SdmxValue = SdmxCode | string | number | readonly string[] | null;

export interface Component {
  readonly id: string;
  readonly name: Label;
  /** SDMX's own concept, where it is one. */
  readonly role?: string;
}

export interface Dimension extends Component {
  /** A code, or the text of a period. */
  readonly of: (slot: Slot) => SdmxCode | string;
}

export interface Attribute extends Component {
  /** Several values; then what it says is a list. */
  readonly isList?: boolean;
  /** It seldom says the same of two cells. */
  readonly isVaried?: boolean;
  /** Left out: a text. */
  readonly dataType?: 'Double' | 'Integer';
  readonly of: (slot: Slot) => SdmxValue;
}

/** What is the same for the whole table. */
export interface DatasetAttribute extends Component {
  readonly isList?: boolean;
  readonly value: SdmxValue;
}

/** The cells, row by row. */
export function* slotsOf({ document: { rows, columns } }: ExportedTable): Generator<Slot> {
  for (const row of rows) {
    for (const [place, column] of columns.entries()) yield { row, column, cell: row.cells[place]! };
  }
}

/** A component that SDMX knows by this id. */
export function sdmx(id: string, vi: string, en: string): Component {
  return { ...own(id, vi, en), role: id };
}

/** A component of this graph's own. */
export function own(id: string, vi: string, en: string): Component {
  return { id, name: { vi, en } };
}
