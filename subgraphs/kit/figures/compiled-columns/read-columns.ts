import type { Kysely } from 'kysely';
import { preparedQuery } from '../../database.ts';
import { forgetAreas, knownAreas, type KnownAreas } from '../known-areas.ts';
import type { AskedColumns } from './asked-columns.ts';
import { toCell, type Cell, type CellRow } from './cell.ts';
import { cellColumns } from './cell-columns.ts';
import type { Sources } from './column-citations.ts';
import type { ColumnsStatement } from './columns-statement.ts';
import type { ColumnsFound } from './columns-value.ts';
import { placedColumns } from './placed-column.ts';
import { territoryList, unitList, type UnitList } from './unit-list.ts';

/** The list of units is read anew where the data has moved; who is overtaken more often asks the resolvers. */
const MOST_READS = 3;

export interface ColumnsRead {
  readonly asked: readonly AskedColumns[];
  /** Of each field the number of its list of units, or null. */
  readonly lists: readonly (number | null)[];
  readonly statement: ColumnsStatement;
}

/** Reads all fields by one statement, `codes` are those of each list; null where the resolvers have to answer. */
export async function readColumns(
  db: Kysely<any>,
  { asked, lists, statement }: ColumnsRead,
  codes: readonly (readonly string[])[],
): Promise<ColumnsFound[] | null> {
  for (let read = 0; read < MOST_READS; read++) {
    const areas = await knownAreas(db);
    const units = codes.map((some) => territoryList(some, areas));
    if (!units.every((one) => one !== null)) {
      // Perhaps it has come since.
      forgetAreas(db);
      return null;
    }
    const [row] = await preparedQuery(db, {
      name: statement.name,
      text: statement.text,
      values: [...units.flatMap(({ keys, text, ordered }) => [text, ordered ? keys.length : -1]), ...statement.values],
    });
    const [dataVersion, ...texts] = row as [string, ...unknown[]];
    if (dataVersion !== areas.dataVersion) {
      forgetAreas(db);
      continue;
    }
    const sources = (statement.cited ? texts[asked.length] : {}) as Sources;
    const found = asked.map((one, place) => cellsOf(one, (texts[place] ?? []) as CellRow[]));
    if (!found.every((cells) => cells !== null)) return null;
    return found.map((cells, place) => {
      const list = lists[place]!;
      const along = list === null ? unitsOf(cells, areas) : units[list]!;
      return { dataVersion, units: along, columns: placedColumns(cells, along), sources };
    });
  }
  return null;
}

function cellsOf(asked: AskedColumns, rows: readonly CellRow[]): Cell[] | null {
  if (!rows.every((row) => row.at(-1) === true)) return null;
  const columns = cellColumns(asked);
  return rows.map((row) => toCell(row, columns));
}

/** All units that have a figure in these cells. */
function unitsOf(cells: readonly Cell[], areas: KnownAreas): UnitList {
  return unitList([...new Set(cells.flatMap(({ keys }) => keys ?? []))].toSorted(), areas, 'code')!;
}
