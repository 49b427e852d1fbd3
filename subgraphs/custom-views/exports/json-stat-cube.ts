import type { TableDocument, TableRow } from '../table/document.ts';

/** The rows of a table as a cube of units, and of days where there are two. */
export interface Cube {
  /** The first row of each unit, in the table's order. */
  readonly units: readonly TableRow[];
  /** Days of the boundaries; empty where all rows have the same. */
  readonly days: readonly string[];
  /** For each unit each day, or each unit alone; null where the unit was not in force on the day. */
  readonly rows: readonly (TableRow | null)[];
}

export function cubeOf({ rows }: TableDocument): Cube {
  const units = new Map<string, TableRow>();
  const days = new Set<string>();
  const byKey = new Map<string, TableRow>();
  for (const row of rows) {
    if (!units.has(row.code)) units.set(row.code, row);
    if (row.boundariesOn !== null) days.add(row.boundariesOn);
    byKey.set(`${row.code} ${row.boundariesOn ?? ''}`, row);
  }
  const each = [...units.values()];
  if (days.size < 2) return { units: each, days: [], rows: each };
  const cells = each.flatMap(({ code }) => [...days].map((day) => byKey.get(`${code} ${day}`) ?? null));
  return { units: each, days: [...days], rows: cells };
}
