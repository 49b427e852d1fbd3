import { badInput } from '../../kit/errors.ts';
import type { Declarations } from '../../kit/declarations.ts';
import { parseTimePeriod } from '../../kit/time-period.ts';
import { periodOf } from './period-of.ts';
import type { Boundaries } from '../units/boundaries.ts';
import type { FindingSet } from './compute.ts';
import { compareFindings, SEVERITIES, type Finding, type Place, type Severity } from './finding.ts';
import { EXPLANATIONS } from './rule-list.ts';

export interface FindingsInput {
  readonly units?: readonly string[] | null;
  readonly indicators?: readonly string[] | null;
  readonly agencies?: readonly string[] | null;
  readonly severities?: readonly Severity[] | null;
  readonly rules?: readonly string[] | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly asOf?: string | null;
  readonly first: number;
  readonly after?: string | null;
}

const LARGEST_PAGE = 1_000;
const TOLD_BY_DEFAULT: readonly Severity[] = SEVERITIES.filter((severity) => severity !== 'AGREEMENT');

/** Keeps what was asked; made before anything is computed, since it refuses what cannot be read. */
export function filterOf(
  input: FindingsInput,
  declarations: Declarations,
  boundaries: Boundaries,
): (finding: Finding) => boolean {
  if (input.first < 1 || input.first > LARGEST_PAGE)
    throw badInput(`"first" must be from 1 to ${LARGEST_PAGE}, but is ${input.first}.`);
  const indicators = declarations.agencies.flatMap((agency) => agency.indicators.map(({ code }) => code));
  const asked = {
    units: checked(
      input.units,
      'unit',
      (code) => boundaries.unit(code) !== undefined,
      ': send dated keys such as 417-20211101',
    ),
    indicators: checked(input.indicators, 'indicator', oneOf(indicators), ': indicators(search:) finds them'),
    agencies: checked(input.agencies, 'agency', oneOf(declarations.agencies.map(({ code }) => code))),
    rules: checked(input.rules, 'rule', oneOf(Object.keys(EXPLANATIONS))),
  };
  const territories = asked.units && new Set([...asked.units].map((code) => boundaries.unit(code)!.territoryCode));
  const severities = new Set(input.severities ?? TOLD_BY_DEFAULT);
  const from = input.from ? parseTimePeriod(input.from)!.start : null;
  const to = input.to ? parseTimePeriod(input.to)!.end : null;
  if (from && to && to <= from) throw badInput(`"to" (${input.to}) must not end before "from" (${input.from}) begins.`);
  const isWithin = ({ timePeriod }: Finding) => {
    const { start, end } = periodOf(timePeriod);
    return (from === null || from <= start) && (to === null || end <= to);
  };
  return (finding) =>
    severities.has(finding.severity) &&
    (!territories || territories.has(finding.territory)) &&
    (!asked.rules || asked.rules.has(finding.rule)) &&
    (!asked.indicators || finding.figures.some(({ figure }) => asked.indicators!.has(figure.indicator))) &&
    (!asked.agencies || finding.figures.some(({ figure }) => asked.agencies!.has(figure.agency))) &&
    isWithin(finding);
}

/** One page of the findings that the filter keeps. */
export function pageOfFindings(set: FindingSet, keeps: (finding: Finding) => boolean, input: FindingsInput) {
  const kept = set.findings.filter(keeps);
  const after = input.after == null ? null : readCursor(input.after);
  const start = after === null ? 0 : kept.findIndex((finding) => compareFindings(finding, after) > 0);
  const nodes = start < 0 ? [] : kept.slice(start, start + input.first);
  const last = nodes.at(-1);
  return {
    nodes,
    totalCount: kept.length,
    pageInfo: { hasNextPage: last !== undefined && last !== kept.at(-1), endCursor: last ? cursorOf(last) : null },
    counts: countsOf(kept),
    unavailable: set.unavailable,
    omitted: set.omitted,
    dataVersions: set.dataVersions,
  };
}

function countsOf(findings: readonly Finding[]) {
  const groups = Map.groupBy(findings, ({ rule, severity }) => `${rule} ${severity}`);
  return [...groups.values()]
    .map((group) => ({ rule: group[0]!.rule, severity: group[0]!.severity, count: group.length }))
    .toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.count - a.count ||
        (a.rule < b.rule ? -1 : 1),
    );
}

/** A place in the total order, so that pages go on where they were although findings come and go. */
function cursorOf({ severity, size, key }: Place): string {
  return Buffer.from(JSON.stringify([severity, size, key])).toString('base64url');
}

function readCursor(text: string): Place {
  try {
    const [severity, size, key] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (oneOf(SEVERITIES)(severity as string) && typeof key === 'string' && (size === null || typeof size === 'number'))
      return { severity: severity as Severity, size, key };
  } catch {
    // Refused below.
  }
  throw badInput('"after" must be the endCursor of an earlier page.');
}

function oneOf(known: readonly string[]): (code: string) => boolean {
  const codes = new Set(known);
  return (code) => codes.has(code);
}

function checked(
  codes: readonly string[] | null | undefined,
  what: string,
  isKnown: (code: string) => boolean,
  advice = '',
): ReadonlySet<string> | null {
  if (!codes) return null;
  const unknown = codes.filter((code) => !isKnown(code));
  if (unknown.length > 0) throw badInput(`Unknown ${what}: ${unknown.slice(0, 10).join(', ')}${advice}.`);
  return new Set(codes);
}
