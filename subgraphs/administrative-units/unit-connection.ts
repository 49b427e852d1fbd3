import { numberFromEnvironment } from '../kit/environment.ts';
import { badInput } from '../kit/errors.ts';
import type { UnitContext } from './context.ts';
import { folded, searchForm } from '../kit/fold.ts';
import { findLastDay, searchUnits, type UnitSearch } from './queries.ts';

/** First day of the list of units. */
export const COVERAGE_BEGINS = '2021-11-01';
/** Most units on one page. */
export const LARGEST_PAGE = numberFromEnvironment('LARGEST_PAGE', 1_000);
const LONGEST_SEARCH = 100;

export interface ConnectionArguments {
  readonly level?: string | null;
  readonly within?: string | null;
  readonly on?: string | null;
  readonly search?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** One page of the units asked for; see the field's description. */
export async function unitConnection(args: ConnectionArguments, context: UnitContext) {
  const first = args.first ?? 50;
  if (first < 1 || first > LARGEST_PAGE) throw badInput(`first must be from 1 to ${LARGEST_PAGE}, but got: ${first}.`);
  if (args.on != null && args.on < COVERAGE_BEGINS)
    throw badInput(`Units are known from ${COVERAGE_BEGINS} on, but got: ${args.on}.`);
  const lastDay = await findLastDay(context.db, args.within ?? null);
  if (lastDay === undefined) {
    throw badInput(
      `No unit has the code "${args.within}". Send the dated key of a unit as within, such as 40-20211101.`,
    );
  }
  const search = args.search == null ? null : readSearch(args.search);
  const { total, units, dataVersion } = await searchUnits(context.db, {
    level: args.level ?? null,
    within: args.within ?? null,
    on: args.on ?? (search ? null : lastDay),
    search,
    first,
    after: args.after == null ? null : readCursor(args.after),
  });
  context.read.dataVersion ??= dataVersion;
  const nodes = units.slice(0, first);
  for (const unit of nodes) context.units.prime(unit.code, unit);
  const last = nodes.at(-1);
  return {
    nodes,
    totalCount: total,
    pageInfo: { hasNextPage: units.length > first, endCursor: last ? toCursor(last.place) : null },
  };
}

function readSearch(text: string): UnitSearch['search'] {
  const search = { accented: searchForm(text), folded: folded(text) };
  if (search.folded === '' || text.length > LONGEST_SEARCH) {
    throw badInput(`search must be part of a name, 1 to ${LONGEST_SEARCH} characters.`);
  }
  return search;
}

/** The cursor of a unit by its place among all. */
export function toCursor(place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readCursor(cursor: string): UnitSearch['after'] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(place) &&
      place.length === 4 &&
      place.slice(0, 3).every((number) => Number.isInteger(number) && number >= 0 && number < 10) &&
      typeof place[3] === 'string'
    ) {
      return place as unknown as UnitSearch['after'];
    }
  } catch {
    // Answered below: whatever cannot be read is no cursor.
  }
  throw badInput('after must be the endCursor of an earlier page.');
}
