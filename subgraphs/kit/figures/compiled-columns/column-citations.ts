import type { Selectable } from 'kysely';
import { toCitation } from '../observation.ts';
import type { SourceTable } from '../tables.ts';
import { along, type PlacedColumn } from './placed-column.ts';
import type { UnitList } from './unit-list.ts';

/** Every source of an agency, by its id. */
export type Sources = Readonly<Record<string, Selectable<SourceTable>>>;

export interface ColumnCitations {
  /** For each unit the place of its citation; null where it has no figure. */
  readonly places: readonly (number | null)[];
  /** Each once, in the order of the units' codes. */
  readonly citations: readonly Readonly<Record<string, unknown>>[];
}

interface Cited {
  readonly place: number;
  readonly citation: ReturnType<typeof toCitation>;
}

export function citationsOf(column: PlacedColumn, units: UnitList, sources: Sources): ColumnCitations {
  const ids = along(column, 'source', units) as (string | null)[];
  const locators = along(column, 'locator', units) as (string | null)[];
  const found = new Map<string, Cited>();
  // Units one after the other mostly have one source.
  let [lastId, lastLocator, last]: [string | null, string | null, Cited | null] = [null, null, null];
  const places = Array<number | null>(ids.length).fill(null);
  for (const unit of units.alphabetical) {
    const id = ids[unit];
    if (id == null) continue;
    const locator = locators[unit]!;
    if (last === null || id !== lastId || locator !== lastLocator) {
      const key = `${id} ${locator}`;
      last = found.get(key) ?? null;
      if (!last)
        found.set(key, (last = { place: found.size, citation: toCitation({ source_row: sources[id]!, locator }) }));
      [lastId, lastLocator] = [id, locator];
    }
    places[unit] = last.place;
  }
  return { places, citations: [...found.values()].map(({ citation }) => citation) };
}
