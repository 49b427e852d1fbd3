import type { Kysely } from 'kysely';
import { preparedQuery } from '../database.ts';
import type { Area } from './find.ts';

/** A unit as a table needs it, which tells no names. */
export type KnownArea = Omit<Area, 'name_vi'> & { readonly territory: string };

/** All units of an agency's list, and the version of the data that they were read with. */
export interface KnownAreas {
  readonly dataVersion: string;
  readonly byCode: ReadonlyMap<string, KnownArea>;
}

const known = new WeakMap<Kysely<any>, Promise<KnownAreas>>();

/**
 * The list of units as this process read it last: to place thousands of units is nearly half of what a table costs the database. What is
 * answered from it must be compared with the version of the data that the figures were read with, and the list forgotten where it is
 * another.
 */
export function knownAreas(db: Kysely<any>): Promise<KnownAreas> {
  const found = known.get(db);
  if (found) return found;
  const reading = readAreas(db);
  known.set(db, reading);
  reading.catch(() => known.delete(db));
  return reading;
}

export function forgetAreas(db: Kysely<any>): void {
  known.delete(db);
}

type Row = readonly [code: string, territory: string, level: string, from: string | null, to: string | null];

async function readAreas(db: Kysely<any>): Promise<KnownAreas> {
  const [row] = (await preparedQuery(db, {
    name: 'known_areas',
    text: `select (select number || '-' || installation from data_version),
      (select json_agg(json_build_array(code, territory_code, level, territory_from, territory_to)) from area)`,
    values: [],
  })) as [[dataVersion: string, rows: Row[] | null]];
  // Equal texts are kept once.
  const texts = new Map<string | null, string | null>([[null, null]]);
  const once = <Text extends string | null>(text: Text): Text => {
    if (!texts.has(text)) texts.set(text, text);
    return texts.get(text) as Text;
  };
  const areas = (row[1] ?? []).map(([code, territory, level, from, to]): [string, KnownArea] => [
    once(code),
    {
      code: once(code),
      territory: once(territory),
      level: once(level),
      territory_from: once(from),
      territory_to: once(to),
    },
  ]);
  return { dataVersion: row[0], byCode: new Map(areas) };
}
