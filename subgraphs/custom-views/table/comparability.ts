import type { Indicator } from '../../kit/declarations.ts';
import { addDays } from '../../kit/calendar.ts';
import { parseSliceKey, TOTAL } from '../../kit/slice.ts';
import { parseTimePeriod } from '../../kit/time-period.ts';
import { isExact } from '../figures/interval.ts';
import { isInForce, type Boundaries } from '../units/boundaries.ts';
import { breakBetween } from './breaks.ts';
import type { Column } from './columns.ts';
import { figuresOf, hasValue, restsOn, type Evaluated } from './evaluated.ts';
import type { GridRow } from './grid.ts';
import { latestFirst, lengthOf } from './periods.ts';

/** Something that a reader of a column must know, with the rows that it concerns. */
export interface Caution {
  readonly code: string;
  /** Place of the column; null: the table. */
  readonly column: number | null;
  readonly rows: readonly GridRow[];
  readonly refusesRank: boolean;
  /** Codes or periods to name. */
  readonly named: readonly string[];
}

interface Cell {
  readonly row: GridRow;
  readonly cell: Evaluated;
}

type Rule = (cells: readonly Cell[], column: Column, boundaries: Boundaries) => Pick<Caution, 'rows' | 'named'> | null;

/** Whether figures of one column can be set side by side, geography by geography. What refuses a rank makes them unlike figures. */
const RULES: readonly { readonly code: string; readonly refusesRank: boolean; readonly rule: Rule }[] = [
  {
    code: 'UNLIKE_PERIOD_LENGTHS',
    refusesRank: true,
    rule: unlike(({ timePeriod }) => timePeriod && lengthOf(parseTimePeriod(timePeriod)!), periodsOf),
  },
  { code: 'UNLIKE_PERIODS', refusesRank: true, rule: unlike(({ timePeriod }) => timePeriod, periodsOf) },
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
      (cell) => restsOn(cell, ({ seriesBreak }) => seriesBreak !== null),
      (cells) => distinct(cells.flatMap(({ cell }) => figuresOf(cell).flatMap(({ seriesBreak }) => seriesBreak ?? []))),
    ),
  },
  {
    code: 'PERIOD_NOT_ENDED',
    refusesRank: false,
    rule: some((cell) => restsOn(cell, ({ periodBasis }) => periodBasis === 'YEAR_TO_DATE')),
  },
  { code: 'UNIT_NOT_IN_FORCE_THEN', refusesRank: false, rule: notInForceThen },
  {
    code: 'DIFFERENT_SOURCES',
    refusesRank: false,
    rule: unlike(
      (cell) => sourcesOf(cell).join(', ') || null,
      (cells) => distinct(cells.flatMap(({ cell }) => sourcesOf(cell))).toSorted(),
    ),
  },
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
          rows: found.flatMap((one) => one.rows),
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
      of.length === 0 ? [] : [{ code, column: place, refusesRank: false, rows: of, named: [] }];
    return [...made('AGENCY_UNAVAILABLE', unavailable), ...made('INCOMPLETE', without)];
  });
  return [...ofColumns, ...missing, ...differentStandards(rows, columns)];
}

/** The columns of one table under different codes of a dimension whose codes never add up; the total is one of them where it is filed. */
function differentStandards(rows: readonly GridRow[], columns: readonly Column[]): Caution[] {
  const required = columns.flatMap(({ series }, place) => {
    const isFiled = rows.some(({ cells }) => hasValue(cells[place]!));
    return series.flatMap(({ indicator, slices }) =>
      indicator.dimensions
        .filter(({ role }) => role === 'required')
        .flatMap(({ id }) => {
          const code = parseSliceKey(slices[0]!)?.[id] ?? (isFiled ? TOTAL : null);
          return code === null ? [] : [{ id, code }];
        }),
    );
  });
  return [...Map.groupBy(required, ({ id }) => id)].flatMap(([id, of]) => {
    const codes = distinct(of.map(({ code }) => code));
    return codes.length > 1
      ? [
          {
            code: 'DIFFERENT_STANDARDS',
            column: null,
            refusesRank: false,
            rows: [],
            named: codes.map((code) => `${id}=${code}`),
          },
        ]
      : [];
  });
}

/** Cells of several kinds; one whose kind is not known is of none. */
function unlike(
  kindOf: (cell: Evaluated) => string | null,
  named: (cells: readonly Cell[]) => readonly string[],
): Rule {
  return (cells) => {
    const kinds = Map.groupBy(cells, ({ cell }) => kindOf(cell));
    kinds.delete(null);
    if (kinds.size < 2) return null;
    const known = cells.filter(({ cell }) => kindOf(cell) !== null);
    // Those that are unlike most.
    const usual = Math.max(...[...kinds.values()].map((of) => of.length));
    const others = [...kinds.values()].filter((of) => of.length < usual || kinds.size === known.length).flat();
    return { rows: rowsOf(others.length > 0 ? others : known), named: named(known) };
  };
}

function some(
  isMeant: (cell: Evaluated) => boolean,
  named: (cells: readonly Cell[]) => readonly string[] = () => [],
): Rule {
  return (cells) => {
    const meant = cells.filter(({ cell }) => isMeant(cell));
    return meant.length === 0 ? null : { rows: rowsOf(meant), named: named(meant) };
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
  return crossing.length === 0 ? null : { rows: rowsOf(crossing), named: periods.toSorted(latestFirst) };
}

function unknownCodes(cells: readonly Cell[], { series }: Column): ReturnType<Rule> {
  const unknown = series.flatMap(({ indicator, slices }) =>
    indicator.dimensions.filter(
      ({ role, id }) => role === 'required' && slices.some((slice) => slice.split(';').includes(`${id}=_U`)),
    ),
  );
  return unknown.length === 0 || cells.length < 2
    ? null
    : { rows: rowsOf(cells), named: unknown.map(({ id }) => `${id}=_U`) };
}

function mixedValidation(cells: readonly Cell[]): ReturnType<Rule> {
  const unvalidated = cells.filter(({ cell }) => cell.status === 'UNVALIDATED');
  return unvalidated.length === 0 || unvalidated.length === cells.length
    ? null
    : { rows: rowsOf(unvalidated), named: [] };
}

function allUnvalidated(cells: readonly Cell[]): ReturnType<Rule> {
  return cells.every(({ cell }) => cell.status === 'UNVALIDATED') ? { rows: rowsOf(cells), named: [] } : null;
}

function boundsAmongExact(cells: readonly Cell[]): ReturnType<Rule> {
  const bounds = cells.filter(({ cell }) => !isExact(cell.interval!));
  return bounds.length === 0 || cells.length < 2 ? null : { rows: rowsOf(bounds), named: [] };
}

/** Rows as reported whose units were never in force together. */
function otherBoundaries(cells: readonly Cell[]): ReturnType<Rule> {
  const units = cells.map(({ row }) => row.unit);
  const latestStart = units
    .map(({ validFrom }) => validFrom ?? '')
    .toSorted()
    .at(-1)!;
  const ended = cells.filter(({ row }) => row.unit.validTo !== null && row.unit.validTo <= latestStart);
  return ended.length === 0 ? null : { rows: rowsOf(ended), named: [] };
}

function notInForceThen(cells: readonly Cell[], _column: Column, boundaries: Boundaries): ReturnType<Rule> {
  const outside = cells.filter(({ cell }) =>
    restsOn(cell, ({ refArea, timePeriod }) => {
      const unit = boundaries.unit(refArea ?? '');
      const period = parseTimePeriod(timePeriod)!;
      return (
        unit !== undefined &&
        !boundaries
          .versionsOf(unit.territoryCode)
          .some((one) => isInForce(one, period.start) || isInForce(one, addDays(period.end, -1)))
      );
    }),
  );
  return outside.length === 0 ? null : { rows: rowsOf(outside), named: [] };
}

/** The sources of what a cell is, or is made of; weights only apportion it. */
function sourcesOf({ figure, parts }: Evaluated): readonly string[] {
  const own = figure?.citation ? [figure.citation.source] : [];
  if (parts.length === 0) return own;
  const meant = parts.filter(({ role }) => role !== 'weight');
  return distinct([...own, ...meant.flatMap(({ evaluated }) => sourcesOf(evaluated))]).toSorted();
}

function periodsOf(cells: readonly Cell[]): readonly string[] {
  return distinct(cells.flatMap(({ cell }) => cell.timePeriod ?? [])).toSorted(latestFirst);
}

function rowsOf(cells: readonly Cell[]): readonly GridRow[] {
  return cells.map(({ row }) => row);
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
