import { isDay } from '../../kit/calendar.ts';
import { badInput } from '../../kit/errors.ts';
import type { BoundariesInput, UnitSelectionInput } from './selection-input.ts';
import { isInForce, type Boundaries, type BoundaryUnit } from './boundaries.ts';

/** The list of units begins here. */
export const FIRST_DAY = '2021-11-01';
const MOST_NAMED = 10;

/** The units of a table's rows under one geography. */
export interface RowSet {
  /** The day whose boundaries the rows have; null: as reported. */
  readonly on: string | null;
  readonly units: readonly BoundaryUnit[];
}

/** The rows of a table: one set, or two for the boundaries of two dates. */
export function selectRows(
  selection: UnitSelectionInput,
  boundaries: BoundariesInput | null | undefined,
  list: Boundaries,
  today: string,
): readonly RowSet[] {
  const units = selectUnits(selection, list, today);
  const { kind = 'AS_REPORTED', on = null, and = null } = boundaries ?? {};
  if ((kind ?? 'AS_REPORTED') === 'AS_REPORTED') {
    if (on !== null || and !== null)
      throw badInput(
        'Boundaries AS_REPORTED take no day: send kind ON_DATE with "on", or TWO_DATES with "on" and "and".',
      );
    return [{ on: null, units }];
  }
  if (on === null) throw badInput(`Boundaries ${kind} need "on", a day such as 2025-07-01.`);
  if (kind === 'ON_DATE') {
    if (and !== null) throw badInput('Boundaries ON_DATE take one day: send kind TWO_DATES for two.');
    return [onDay(units, on, list)];
  }
  if (and === null || and === on) throw badInput('Boundaries TWO_DATES need "and", a second day.');
  return [onDay(units, on, list), onDay(units, and, list)];
}

/** The units that lie where these do, in the boundaries of a day. */
function onDay(units: readonly BoundaryUnit[], day: string, list: Boundaries): RowSet {
  requireDay(day);
  const found = new Map<string, BoundaryUnit>();
  for (const unit of units) for (const there of placesOn(unit, day, list)) found.set(there.code, there);
  return { on: day, units: [...found.values()].toSorted(byCode) };
}

/**
 * The units in force on a day that share land with a unit: those of its level. What lay in a district lies in communes since July 2025,
 * and islands that are special zones now lay in districts without communes.
 */
export function placesOn(unit: BoundaryUnit, day: string, list: Boundaries): readonly BoundaryUnit[] {
  if (isInForce(unit, day)) return [unit];
  const there = list
    .overlapping(list.atoms(unit.territoryCode, 'LAND'), 'LAND')
    .map(({ territory }) => list.versionOf(territory, day))
    .filter((one) => isInForce(one, day));
  const level = [unit.level, 'COMMUNE', 'DISTRICT'].find((one) => there.some((place) => place.level === one));
  return there.filter((place) => place.level === level).toSorted(byCode);
}

function selectUnits(selection: UnitSelectionInput, list: Boundaries, today: string): readonly BoundaryUnit[] {
  const { codes, level, within, on, successorsOf } = selection;
  const given = [codes, level, successorsOf].filter((one) => one != null);
  if (given.length !== 1) throw badInput('Select units by exactly one of "codes", "level", "successorsOf".');
  if (within != null && level == null) throw badInput('"within" goes with "level": which units within it?');
  if (codes && on != null) throw badInput('"on" goes with "level" or "successorsOf": dated keys name their own day.');
  const day = on ?? today;
  requireDay(day);
  const units = codes
    ? named(codes, list)
    : successorsOf != null
      ? successors(successorsOf, day, list)
      : ofLevel(level!, within ?? null, day, list);
  if (units.length === 0)
    throw badInput(
      `No units were selected. ${level ? `There are no units of level ${level}${within ? ` within ${within}` : ''} on ${day}.` : 'Send at least one code.'}`,
    );
  return units;
}

function named(codes: readonly string[], list: Boundaries): readonly BoundaryUnit[] {
  const unknown = codes.filter((code) => !list.unit(code));
  if (unknown.length > 0)
    throw badInput(
      `No units with the codes ${unknown.slice(0, MOST_NAMED).join(', ')}. Send dated keys such as 417-20211101; administrativeUnits(search:) finds them.`,
    );
  return [...new Set(codes)].map((code) => list.unit(code)!);
}

function successors(code: string, day: string, list: Boundaries): readonly BoundaryUnit[] {
  const [unit] = named([code], list);
  return placesOn(unit!, day, list);
}

function ofLevel(level: string, within: string | null, day: string, list: Boundaries): readonly BoundaryUnit[] {
  const units = list.inForce(level, day);
  if (within === null) return units;
  const [unit] = named([within], list);
  const inside = new Set(
    list
      .overlapping(list.atoms(unit!.territoryCode, 'LAND'), 'LAND')
      // Of a unit that has ended all that its land lies in now; of one in force only what lies in it.
      .filter(({ isWithin }) => isWithin || !isInForce(unit!, day))
      .map(({ territory }) => territory),
  );
  return units.filter(({ territoryCode, code }) => inside.has(territoryCode) && code !== within);
}

function requireDay(day: string): void {
  if (!isDay(day) || day < FIRST_DAY)
    throw badInput(`The list of units begins on ${FIRST_DAY}, but "${day}" was sent.`);
}

function byCode(a: BoundaryUnit, b: BoundaryUnit): number {
  return a.code < b.code ? -1 : 1;
}
