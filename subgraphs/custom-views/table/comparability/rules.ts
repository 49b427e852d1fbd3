import { parseTimePeriod } from '../../../kit/time-period.ts';
import { restsOn } from '../evaluated.ts';
import { lengthOf } from '../periods.ts';
import { notInForceThen, otherBoundaries } from './boundary-rules.ts';
import { unknownCodes } from './code-rules.ts';
import { breakBegins, breaksAmong, periodKind, periodsOf } from './period-rules.ts';
import { rateAcrossBreak, rateOfUnlikePeriods } from './rate-rules.ts';
import { distinct, some, unlike, type Rule } from './rule.ts';
import type { Summary } from './summary.ts';
import { allUnvalidated, boundsAmongExact, mixedValidation, sourcesOf } from './status-rules.ts';

/** Whether figures of one column can be set side by side, geography by geography. What refuses a rank makes them unlike figures. */
export const RULES: readonly {
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
