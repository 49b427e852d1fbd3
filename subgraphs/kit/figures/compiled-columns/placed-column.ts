import { valueAt, type Cell } from './cell.ts';
import type { UnitList } from './unit-list.ts';

/** A column of the answer: figures of a cell that have one unit of measure and multiplier. */
export interface PlacedColumn {
  readonly cell: Cell;
  readonly unitMeasure: unknown;
  readonly unitMultiplier: unknown;
  readonly decimals: number;
  /** For each unit the place of its figure in the cell, or -1; null: all units have theirs, in the same order. */
  readonly places: readonly number[] | null;
}

/** The columns of these cells, in their order. */
export function placedColumns(cells: readonly Cell[], units: UnitList): PlacedColumn[] {
  const columns = cells.flatMap((cell) => columnsOf(cell, units));
  const firstUnits = new Map<PlacedColumn, string>();
  const firstUnit = (column: PlacedColumn) => {
    let found = firstUnits.get(column);
    if (found === undefined) firstUnits.set(column, (found = firstUnitOf(column, units)));
    return found;
  };
  return columns.toSorted(
    (a, b) =>
      compare(a.cell.indicator, b.cell.indicator) ||
      compare(a.cell.slice, b.cell.slice) ||
      compare(a.cell.start, b.cell.start) ||
      compare(a.cell.end, b.cell.end) ||
      compare(firstUnit(a), firstUnit(b)) ||
      compare(a.cell.timePeriod, b.cell.timePeriod),
  );
}

/** The value of each unit along a column; null where it has no figure. */
export function along({ cell, places }: PlacedColumn, column: string, units: UnitList): unknown[] {
  const read = cell.read(column);
  if (!places) return 'same' in read ? Array(units.codes.length).fill(read.same) : [...read.each];
  return places.map((place) => (place < 0 ? null : valueAt(read, place)));
}

function columnsOf(cell: Cell, { keys }: UnitList): PlacedColumn[] {
  const measure = cell.read('unit_measure');
  const multiplier = cell.read('unit_multiplier');
  const decimals = cell.read('decimals');
  const places = cell.keys && placesOf(cell.keys, keys);
  const column = (first: number, mostDecimals: unknown, among: readonly number[] | null): PlacedColumn => ({
    cell,
    unitMeasure: valueAt(measure, first),
    unitMultiplier: valueAt(multiplier, first),
    decimals: Number(mostDecimals),
    places: among,
  });
  if ('same' in measure) return [column(0, valueAt(decimals, 0), places)];
  const unitAt = (place: number) => [valueAt(measure, place), valueAt(multiplier, place)].join('|');
  const groups = Map.groupBy(measure.each.keys(), unitAt);
  return [...groups.values()].map((group) => {
    const most = group.reduce((found, place) => Math.max(found, Number(valueAt(decimals, place))), 0);
    if (groups.size === 1) return column(group[0]!, most, places);
    const among = new Set(group);
    const all = places ?? [...keys.keys()];
    return column(
      group[0]!,
      most,
      all.map((place) => (among.has(place) ? place : -1)),
    );
  });
}

function placesOf(found: readonly string[], keys: readonly string[]): number[] {
  const places = new Map(found.map((key, place) => [key, place]));
  return keys.map((key) => places.get(key) ?? -1);
}

/** The first in alphabetical order that has a figure. */
function firstUnitOf({ places }: PlacedColumn, { codes }: UnitList): string {
  const present = places ? codes.filter((_, place) => places[place]! >= 0) : codes;
  return present.reduce((first, code) => (code < first ? code : first));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
