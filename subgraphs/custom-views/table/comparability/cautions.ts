import { parseTimePeriod } from '../../../kit/time-period.ts';
import type { Boundaries } from '../../units/boundaries.ts';
import type { Column } from '../columns/column.ts';
import { hasValue, restsOn, type Evaluated } from '../evaluated.ts';
import type { GridRow } from '../grid.ts';
import { lengthOf } from '../periods.ts';
import { notInForceThen, otherBoundaries } from './boundary-rules.ts';
import { differentStandards, unknownCodes } from './code-rules.ts';
import { breakBegins, breaksAmong, periodKind, periodsOf } from './period-rules.ts';
import { rateAcrossBreak, rateOfUnlikePeriods } from './rate-rules.ts';
import { distinct, some, unlike, type Caution, type Cell, type Rule } from './rule.ts';
import { summaryOf, type Summary } from './summary.ts';
import { allUnvalidated, boundsAmongExact, mixedValidation, sourcesOf } from './status-rules.ts';

/** Whether figures of one column can be set side by side, geography by geography. What refuses a rank makes them unlike figures. */
const RULES: readonly {
  readonly code: string;
  readonly refusesRank: boolean;
  /** Whether there is anything to look at; left out: always. */
  readonly isNeeded?: (summary: Summary) => boolean;
  readonly rule: Rule;
}[] = [
  {
    code: 'UNLIKE_PERIOD_LENGTHS',
    refusesRank: true,
    isNeeded: ({ periods }) => periods.size > 1,
    rule: unlike(({ timePeriod }) => timePeriod && lengthOf(parseTimePeriod(timePeriod)!), periodsOf),
  },
  {
    code: 'UNLIKE_PERIODS',
    refusesRank: true,
    isNeeded: ({ periods, hasParts }) => periods.size > 1 || hasParts,
    rule: unlike(periodKind, periodsOf),
  },
  {
    code: 'RATE_OF_UNLIKE_PERIODS',
    refusesRank: false,
    isNeeded: ({ hasParts }) => hasParts,
    rule: rateOfUnlikePeriods,
  },
  { code: 'RATE_ACROSS_BREAK', refusesRank: false, isNeeded: ({ hasParts }) => hasParts, rule: rateAcrossBreak },
  {
    code: 'SERIES_BREAK_AMONG',
    refusesRank: true,
    isNeeded: ({ periods, hasParts }) => periods.size > 1 || hasParts,
    rule: breaksAmong,
  },
  { code: 'CODES_UNKNOWN', refusesRank: true, rule: unknownCodes },
  {
    code: 'MIXED_VALIDATION',
    refusesRank: true,
    isNeeded: ({ statuses }) => statuses.has('UNVALIDATED') && statuses.size > 1,
    rule: mixedValidation,
  },
  { code: 'OTHER_BOUNDARIES', refusesRank: true, rule: otherBoundaries },
  {
    code: 'ALL_UNVALIDATED',
    refusesRank: false,
    isNeeded: ({ statuses }) => statuses.has('UNVALIDATED') && statuses.size === 1,
    rule: allUnvalidated,
  },
  { code: 'BOUNDS_AMONG_EXACT', refusesRank: false, isNeeded: ({ hasBounds }) => hasBounds, rule: boundsAmongExact },
  {
    code: 'APPROXIMATE',
    refusesRank: false,
    isNeeded: ({ isApproximate }) => isApproximate,
    rule: some(({ isApproximate }) => isApproximate),
  },
  {
    code: 'ESTIMATED',
    refusesRank: false,
    isNeeded: ({ statuses, origins }) => statuses.has('ESTIMATED') || origins.has('CONVERTED_BY_ESTIMATE'),
    rule: some(({ origin, status }) => origin === 'CONVERTED_BY_ESTIMATE' || status === 'ESTIMATED'),
  },
  {
    code: 'LOW_RELIABILITY',
    refusesRank: false,
    isNeeded: ({ statuses }) => statuses.has('LOW_RELIABILITY'),
    rule: some(({ status }) => status === 'LOW_RELIABILITY'),
  },
  { code: 'SERIES_BREAK_BEGINS', refusesRank: false, rule: breakBegins },
  {
    code: 'PERIOD_NOT_ENDED',
    refusesRank: false,
    isNeeded: ({ bases, hasParts }) => hasParts || bases.has('YEAR_TO_DATE'),
    rule: some((cell) => restsOn(cell, ({ periodBasis }) => periodBasis === 'YEAR_TO_DATE')),
  },
  { code: 'UNIT_NOT_IN_FORCE_THEN', refusesRank: false, rule: notInForceThen },
  {
    code: 'DIFFERENT_SOURCES',
    refusesRank: false,
    isNeeded: ({ sources, hasParts }) => hasParts || sources.size > 1,
    rule: unlike(
      (cell) => sourcesOf(cell).join(', ') || null,
      (cells) => distinct(cells.flatMap(({ cell }) => sourcesOf(cell))).toSorted(),
    ),
  },
];

/** `unavailable`: agencies that were asked and did not answer. */
export function cautionsOf(
  rows: readonly GridRow[],
  columns: readonly Column[],
  boundaries: Boundaries,
  unavailable: ReadonlySet<string>,
): readonly Caution[] {
  const ofColumns = columns.map((column, place) => cautionsOfColumn(rows, column, place, boundaries));
  return [
    // What stands beside what, then what is missing.
    ...ofColumns.flatMap((cautions) => cautions.filter(({ code }) => !OF_ABSENCE.includes(code))),
    ...ofColumns.flatMap((cautions) => cautions.filter(({ code }) => OF_ABSENCE.includes(code))),
    ...unansweredTable(unavailable),
    ...differentStandards(rows, columns),
  ];
}

const OF_ABSENCE = ['AGENCY_UNAVAILABLE', 'INCOMPLETE'];

/** What there is to know of one column, at its place. */
export function cautionsOfColumn(
  rows: readonly GridRow[],
  column: Column,
  place: number,
  boundaries: Boundaries,
): readonly Caution[] {
  const summarised = [...Map.groupBy(rows, ({ set }) => set).values()]
    .map((ofSet) => cellsOf(ofSet, place))
    .filter((cells) => cells.length > 0)
    .map((cells) => ({ cells, summary: summaryOf(cells) }));
  const ofRules = RULES.flatMap(({ code, refusesRank, isNeeded = () => true, rule }): Caution[] => {
    const found = summarised.flatMap(({ cells, summary }) =>
      isNeeded(summary) ? (rule(cells, column, boundaries) ?? []) : [],
    );
    if (found.length === 0) return [];
    const named = distinct(found.flatMap((one) => one.named));
    return [{ code, column: place, refusesRank, rows: found.flatMap((one) => one.rows), named }];
  });
  const without = rows.filter(({ cells }) => !hasValue(cells[place]!));
  const unanswered = without.filter(({ cells }) => isUnanswered(cells[place]!));
  const missing = (code: string, of: readonly GridRow[]): Caution[] =>
    of.length === 0 ? [] : [{ code, column: place, refusesRank: false, rows: of, named: [] }];
  return [...ofRules, ...missing('AGENCY_UNAVAILABLE', unanswered), ...missing('INCOMPLETE', without)];
}

/** Whether it lacks a figure, or the figure of a part, since an agency did not answer. */
function isUnanswered({ reasonCode, parts }: Evaluated): boolean {
  return reasonCode === 'AGENCY_UNAVAILABLE' || parts.some(({ evaluated }) => isUnanswered(evaluated));
}

/** Also a figure that is there might be another, or one that is not might follow, if the agency had answered. */
export function unansweredTable(agencies: ReadonlySet<string>): Caution[] {
  if (agencies.size === 0) return [];
  const named = [...agencies].toSorted();
  return [{ code: 'AGENCY_UNAVAILABLE', column: null, refusesRank: false, rows: [], named }];
}

function cellsOf(rows: readonly GridRow[], column: number): readonly Cell[] {
  return rows.flatMap((row) => (hasValue(row.cells[column]!) ? [{ row, cell: row.cells[column]! }] : []));
}
