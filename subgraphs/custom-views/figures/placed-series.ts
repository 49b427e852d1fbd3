import type { BoundaryUnit } from '../units/boundaries.ts';
import type { Figure } from './figure.ts';
import { byPreference } from './preference.ts';
import type { FigureColumn } from './read-bulk.ts';

/** Where a territory stands along units; versions of one territory may stand in several places. */
export type Places = ReadonlyMap<string, readonly number[]>;

/** The columns of a series, with where each territory stands in them. */
export interface PlacedSeries {
  /** The latest period first. */
  readonly columns: readonly FigureColumn[];
  readonly places: Places;
}

const NONE: readonly Figure[] = [];

/** The figures of a territory, the latest period first; those of its versions for one period as they are preferred. */
export function figuresAlong({ columns, places: all }: PlacedSeries, territory: string): readonly Figure[] {
  const places = all.get(territory);
  if (!places) return NONE;
  // Nearly always so.
  if (columns.length === 1 && places.length === 1) {
    const figure = columns[0]!.at(places[0]!);
    return figure ? [figure] : NONE;
  }
  const found: Figure[] = [];
  for (const column of columns) {
    const first = found.length;
    for (const place of places) {
      const figure = column.at(place);
      if (figure) found.push(figure);
    }
    if (found.length - first > 1) found.push(...found.splice(first).toSorted(byPreference));
  }
  return found;
}

export function hasFigureAt({ columns, places }: PlacedSeries, territory: string): boolean {
  const there = places.get(territory) ?? [];
  return columns.some((column) => there.some((place) => column.at(place) !== null));
}

/** Tables ask for the same units again and again, all communes or all provinces. */
const placesOfLists = new WeakMap<readonly BoundaryUnit[], Places>();

/** Where each territory stands along units that were named. */
export function placesOfNamed(units: readonly BoundaryUnit[]): Places {
  const known = placesOfLists.get(units) ?? placesOf(units);
  placesOfLists.set(units, known);
  return known;
}

/** Where each territory stands along units; one that the list does not have stands nowhere. */
export function placesOf(units: readonly (BoundaryUnit | undefined)[]): Places {
  const places = new Map<string, number[]>();
  units.forEach((unit, place) => {
    if (!unit) return;
    const there = places.get(unit.territoryCode);
    if (there) there.push(place);
    else places.set(unit.territoryCode, [place]);
  });
  return places;
}
