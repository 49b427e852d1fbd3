import type { Indicator } from '../../kit/declarations.ts';
import { addDays } from '../../kit/calendar.ts';
import { parseTimePeriod } from '../../kit/time-period.ts';
import { isExact } from '../figures/interval.ts';
import { isInForce, type Boundaries } from '../units/boundaries.ts';
import { breakBetween } from './breaks.ts';
import type { Column } from './columns.ts';
import { hasValue, type Evaluated } from './evaluated.ts';
import type { GridRow } from './grid.ts';
import { latestFirst, lengthOf } from './periods.ts';

/** Something that a reader of a column must know, with the units that it concerns. */
export interface Caution {
  readonly code: string;
  /** Place of the column; null: the table. */
  readonly column: number | null;
  readonly units: readonly string[];
  readonly refusesRank: boolean;
  /** Codes or periods to name. */
  readonly named: readonly string[];
}

interface Cell {
  readonly row: GridRow;
  readonly cell: Evaluated;
}

type Rule = (cells: readonly Cell[], column: Column, boundaries: Boundaries) => Pick<Caution, 'units' | 'named'> | null;

/** Whether figures of one column can be set side by side, geography by geography. What refuses a rank makes them unlike figures. */
const RULES: readonly { readonly code: string; readonly refusesRank: boolean; readonly rule: Rule }[] = [
  {
    code: 'UNLIKE_PERIOD_LENGTHS',
    refusesRank: true,
    rule: unlike((cell) => lengthOf(parseTimePeriod(cell.timePeriod!)!), periodsOf),
  },
  { code: 'UNLIKE_PERIODS', refusesRank: true, rule: unlike((cell) => cell.timePeriod!, periodsOf) },
  { code: 'SERIES_BREAK_AMONG', refusesRank: true, rule: breaksAmong },
  { code: 'CODES_UNKNOWN', refusesRank: true, rule: unknownCodes },
  { code: 'MIXED_VALIDATION', refusesRank: true, rule: mixedValidation },
  { code: 'OTHER_BOUNDARIES', refusesRank: true, rule: otherBoundaries },
  { code: 'ALL_UNVALIDATED', refusesRank: false, rule: allUnvalidated },
  { code: 'BOUNDS_AMONG_EXACT', refusesRank: false, rule: boundsAmongExact },
  { code: 'APPROXIMATE', refusesRank: false, rule: some(({ isApproximate }) => isApproximate) },
  {
    code: 'ESTIMATED',
    refusesRank: false,
    rule: some(({ origin, status }) => origin === 'CONVERTED_BY_ESTIMATE' || status === 'ESTIMATED'),
  },
  { code: 'LOW_RELIABILITY', refusesRank: false, rule: some(({ status }) => status === 'LOW_RELIABILITY') },
  {
    code: 'SERIES_BREAK_BEGINS',
    refusesRank: false,
    rule: some(
      ({ figure }) => figure?.seriesBreak != null,
      (cells) => distinct(cells.map(({ cell }) => cell.figure?.seriesBreak ?? '')),
    ),
  },
  { code: 'PERIOD_NOT_ENDED', refusesRank: false, rule: some(({ figure }) => figure?.periodBasis === 'YEAR_TO_DATE') },
  { code: 'UNIT_NOT_IN_FORCE_THEN', refusesRank: false, rule: notInForceThen },
  { code: 'DIFFERENT_SOURCES', refusesRank: false, rule: differentSources },
];

export function cautionsOf(
  rows: readonly GridRow[],
  columns: readonly Column[],
  boundaries: Boundaries,
): readonly Caution[] {
  const sets = [...Map.groupBy(rows, ({ set }) => set).values()];
  const ofColumns = columns.flatMap((column, place) =>
    RULES.flatMap(({ code, refusesRank, rule }): Caution[] => {
      const found = sets.flatMap((ofSet) => {
        const cells = ofSet.map((row) => ({ row, cell: row.cells[place]! })).filter(({ cell }) => hasValue(cell));
        return cells.length === 0 ? [] : (rule(cells, column, boundaries) ?? []);
      });
      if (found.length === 0) return [];
      return [
        {
          code,
          column: place,
          refusesRank,
          units: distinct(found.flatMap(({ units }) => units)),
          named: distinct(found.flatMap(({ named }) => named)),
        },
      ];
    }),
  );
  const missing = columns.flatMap((_column, place): Caution[] => {
    const without = rows.filter(({ cells }) => !hasValue(cells[place]!));
    if (without.length === 0) return [];
    const unavailable = without.filter(({ cells }) => cells[place]!.reasonCode === 'AGENCY_UNAVAILABLE');
    const made = (code: string, of: readonly GridRow[]) =>
      of.length === 0
        ? []
        : [{ code, column: place, refusesRank: false, units: unitsOf(of.map((row) => ({ row }))), named: [] }];
    return [...made('AGENCY_UNAVAILABLE', unavailable), ...made('INCOMPLETE', without)];
  });
  return [...ofColumns, ...missing, ...differentStandards(columns)];
}

/** The columns of one table under different codes of a dimension that has no total. */
function differentStandards(columns: readonly Column[]): Caution[] {
  const required = columns.flatMap(({ series }) =>
    series.flatMap(({ indicator, slices }) =>
      indicator.dimensions
        .filter(({ role }) => role === 'required')
        .map(({ id }) => ({ id, code: new RegExp(`(?:^|;)${id}=([^;]+)`).exec(slices[0]!)?.[1] ?? '' })),
    ),
  );
  return [...Map.groupBy(required, ({ id }) => id)].flatMap(([id, of]) => {
    const codes = distinct(of.map(({ code }) => code).filter((code) => code !== ''));
    return codes.length > 1
      ? [
          {
            code: 'DIFFERENT_STANDARDS',
            column: null,
            refusesRank: false,
            units: [],
            named: codes.map((code) => `${id}=${code}`),
          },
        ]
      : [];
  });
}

function unlike(kindOf: (cell: Evaluated) => string, named: (cells: readonly Cell[]) => readonly string[]): Rule {
  return (cells) => {
    const known = cells.filter(({ cell }) => cell.timePeriod !== null);
    const kinds = Map.groupBy(known, ({ cell }) => kindOf(cell));
    if (kinds.size < 2) return null;
    // Those that are unlike most.
    const usual = Math.max(...[...kinds.values()].map((of) => of.length));
    const others = [...kinds.values()].filter((of) => of.length < usual || kinds.size === known.length).flat();
    return { units: unitsOf(others.length > 0 ? others : known), named: named(known) };
  };
}

function some(
  isMeant: (cell: Evaluated) => boolean,
  named: (cells: readonly Cell[]) => readonly string[] = () => [],
): Rule {
  return (cells) => {
    const meant = cells.filter(({ cell }) => isMeant(cell));
    return meant.length === 0 ? null : { units: unitsOf(meant), named: named(meant) };
  };
}

function breaksAmong(cells: readonly Cell[], column: Column): ReturnType<Rule> {
  const indicators: readonly Indicator[] = column.series.map(({ indicator }) => indicator);
  const periods = distinct(cells.flatMap(({ cell }) => cell.timePeriod ?? []));
  const crossing = cells.filter(({ row, cell }) =>
    indicators.some((indicator) =>
      periods.some((period) => cell.timePeriod !== null && breakBetween(indicator, row.unit, cell.timePeriod, period)),
    ),
  );
  return crossing.length === 0 ? null : { units: unitsOf(crossing), named: periods.toSorted(latestFirst) };
}

function unknownCodes(cells: readonly Cell[], { series }: Column): ReturnType<Rule> {
  const unknown = series.flatMap(({ indicator, slices }) =>
    indicator.dimensions.filter(
      ({ role, id }) => role === 'required' && slices.some((slice) => slice.split(';').includes(`${id}=_U`)),
    ),
  );
  return unknown.length === 0 || cells.length < 2
    ? null
    : { units: unitsOf(cells), named: unknown.map(({ id }) => `${id}=_U`) };
}

function mixedValidation(cells: readonly Cell[]): ReturnType<Rule> {
  const unvalidated = cells.filter(({ cell }) => cell.status === 'UNVALIDATED');
  return unvalidated.length === 0 || unvalidated.length === cells.length
    ? null
    : { units: unitsOf(unvalidated), named: [] };
}

function allUnvalidated(cells: readonly Cell[]): ReturnType<Rule> {
  return cells.every(({ cell }) => cell.status === 'UNVALIDATED') ? { units: unitsOf(cells), named: [] } : null;
}

function boundsAmongExact(cells: readonly Cell[]): ReturnType<Rule> {
  const bounds = cells.filter(({ cell }) => !isExact(cell.interval!));
  return bounds.length === 0 || cells.length < 2 ? null : { units: unitsOf(bounds), named: [] };
}

/** Rows as reported whose units were never in force together. */
function otherBoundaries(cells: readonly Cell[]): ReturnType<Rule> {
  const units = cells.map(({ row }) => row.unit);
  const latestStart = units
    .map(({ validFrom }) => validFrom ?? '')
    .toSorted()
    .at(-1)!;
  const ended = cells.filter(({ row }) => row.unit.validTo !== null && row.unit.validTo <= latestStart);
  return ended.length === 0 ? null : { units: unitsOf(ended), named: [] };
}

function notInForceThen(cells: readonly Cell[], _column: Column, boundaries: Boundaries): ReturnType<Rule> {
  const outside = cells.filter(({ cell }) => {
    if (!cell.figure) return false;
    const unit = boundaries.unit(cell.figure.refArea ?? '');
    const period = parseTimePeriod(cell.figure.timePeriod)!;
    return (
      unit !== undefined &&
      !boundaries
        .versionsOf(unit.territoryCode)
        .some((one) => isInForce(one, period.start) || isInForce(one, addDays(period.end, -1)))
    );
  });
  return outside.length === 0 ? null : { units: unitsOf(outside), named: [] };
}

function differentSources(cells: readonly Cell[]): ReturnType<Rule> {
  const sources = Map.groupBy(
    cells.filter(({ cell }) => cell.figure?.citation),
    ({ cell }) => cell.figure!.citation!.source,
  );
  return sources.size < 2
    ? null
    : {
        units: unitsOf([...sources.values()].toSorted((a, b) => a.length - b.length)[0]!),
        named: [...sources.keys()].toSorted(),
      };
}

function periodsOf(cells: readonly Cell[]): readonly string[] {
  return distinct(cells.flatMap(({ cell }) => cell.timePeriod ?? [])).toSorted(latestFirst);
}

function unitsOf(cells: readonly { readonly row: GridRow }[]): readonly string[] {
  return distinct(cells.map(({ row }) => row.unit.code));
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
