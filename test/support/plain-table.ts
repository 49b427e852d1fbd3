import { expect } from '@jest/globals';
import type {
  CombinedTableInput,
  DimensionCodes,
  FigureInput,
  TableColumnInput,
} from '../../subgraphs/custom-views/table/input.ts';
import type { TestGraph } from './use-graph.ts';

/** Everything that a reader of a cell is told. */
export const CELL = `fragment Cell on TableCell {
  column origin observation value valueLow valueHigh decimals qualifier unitMeasure unitMultiplier timePeriod referenceDate periodBasis refArea
  obsStatus confStatus reasonCode reason(language: EN) formula coverage { have of } citations warnings
}`;

const QUERY = `query ($input: CombinedTableInput!, $first: Int! = 50) {
  combinedTable(input: $input, first: $first) {
    columns { id code formula unitMeasure unitMultiplier weight }
    rows { code name unit { name } boundariesOn counterparts rank { from to shared } unrankedReason cells { ...Cell } }
    totalCount undecidedCount rankRefused
    coverage {
      column have of agency origins { code count } statuses { code count } qualifiers { code count } reasons { code count }
      nearest { level count units { code name cell { ...Cell } } }
    }
    warnings { code column units count refusesRank text(language: EN) }
    citations { number agency citation { source locator } }
    dataVersions { subgraph }
  }
} ${CELL}`;

/** A table in lines of text, so that a test can tell all of it. */
export interface PlainTable {
  readonly columns: readonly string[];
  /** The unit, then its cells. */
  readonly rows: readonly (readonly string[])[];
  readonly coverage: readonly string[];
  readonly warnings: readonly string[];
  /** In the order of their numbers; cells name them by source and locator. */
  readonly citations: readonly string[];
  /** Subgraphs that it was built from. */
  readonly builtFrom: readonly string[];
  /** `3 of 12 rows`, and what became of conditions and ranks. */
  readonly answered: string;
}

/** Asks the running graph for a table; the first 50 rows unless told. */
export async function askTable(
  { ask }: Pick<TestGraph, 'ask'>,
  input: CombinedTableInput,
  first = 50,
): Promise<PlainTable> {
  const { data, errors } = await ask(QUERY, { input, first });
  expect(errors).toBeUndefined();
  const { columns, rows, coverage, warnings, citations, dataVersions, ...told } = data.combinedTable;
  const sources = new Map<number, string>(citations.map((one: any) => [one.number, sourceOf(one)]));
  return {
    columns: columns.map(plainColumn),
    rows: rows.map((row: any) => [plainUnit(row), ...row.cells.map((cell: any) => plainCell(cell, row.code, sources))]),
    coverage: coverage.map((one: any) => plainCoverage(one, sources)),
    warnings: warnings.map(plainWarning),
    citations: citations.map((one: any) => `${one.agency}: ${sourceOf(one)}`),
    builtFrom: dataVersions.map(({ subgraph }: any) => subgraph),
    answered: [
      `${rows.length} of ${told.totalCount} rows`,
      ...(told.undecidedCount > 0 ? [`${told.undecidedCount} undecided`] : []),
      ...(told.rankRefused ? ['rank refused'] : []),
    ].join(', '),
  };
}

/** A column of one indicator. */
export function figure(
  indicator: string,
  more: Omit<FigureInput, 'indicator'> & { readonly id?: string } = {},
): TableColumnInput {
  const { id, ...asked } = more;
  return { ...(id ? { id } : {}), figure: { indicator, ...asked } };
}

/** Codes of one dimension, as a column takes them. */
export function slice(dimension: string, ...codes: string[]): { readonly dimensions: readonly DimensionCodes[] } {
  return { dimensions: [{ dimension, codes }] };
}

function sourceOf({ citation: { source, locator } }: any): string {
  return locator === null ? source : `${source} #${locator}`;
}

/** `c1 LE_WORKERS_ABROAD in PS`; what is computed has its formula. */
function plainColumn({ id, code, formula, unitMeasure, unitMultiplier, weight }: any): string {
  const added = [formula && ` = ${formula}`, weight && ` weighted by ${weight}`].filter(Boolean).join('');
  return `${id} ${code} in ${measure(unitMeasure, unitMultiplier)}${added}`;
}

/** `417-20211101 Kỳ Sơn, rank 1`; the day of its boundaries and the units of the other day where there are two. */
function plainUnit({ code, name, unit, boundariesOn, counterparts, rank, unrankedReason }: any): string {
  return [
    `${code} ${name}${unit?.name === name ? '' : ` (the list of units: ${unit?.name})`}`,
    boundariesOn && `on ${boundariesOn}`,
    counterparts.length > 0 && `there ${counterparts.join(' ')}`,
    rank &&
      `rank ${rank.from}${rank.to === rank.from ? '' : `-${rank.to}`}${rank.shared > 1 ? ` shared by ${rank.shared}` : ''}`,
    unrankedReason && `unranked ${unrankedReason}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** `REPORTED EQ 151 PS | 2023 YEAR_TO_DATE | UNVALIDATED | [press_baonghean_2023 #5] | ! ALL_UNVALIDATED` */
function plainCell(cell: any, unit: string, sources: ReadonlyMap<number, string>): string {
  // Only what is reported has the id of an observation.
  expect(cell.observation !== null).toBe(cell.origin === 'REPORTED');
  const { origin, timePeriod, periodBasis, referenceDate, refArea, obsStatus, confStatus, reasonCode, formula } = cell;
  return [
    [origin, ...plainNumber(cell)],
    [timePeriod, periodBasis !== 'STATED' && periodBasis, referenceDate && `as of ${referenceDate}`],
    refArea && refArea !== unit ? [`of ${refArea}`] : [],
    [obsStatus, confStatus],
    reasonCode ? [reasonCode, `(${cell.reason})`] : [],
    formula ? [`= ${formula}`] : [],
    cell.coverage ? [`${cell.coverage.have}/${cell.coverage.of}`] : [],
    cell.citations.map((number: number) => `[${sources.get(number)}]`),
    cell.warnings.length > 0 ? ['!', ...cell.warnings] : [],
  ]
    .map((part) => part.filter(Boolean).join(' '))
    .filter(Boolean)
    .join(' | ');
}

/** `EQ 151 PS`, `GT 500.. PS`, `RANGE 30..50 PT`; the likeliest of a range stands before it. As many decimals as are meant. */
function plainNumber({ qualifier, value, valueLow, valueHigh, decimals, unitMeasure, unitMultiplier }: any): string[] {
  if (qualifier === null) return [];
  const told = (number: number | null) => (number === null ? '' : number.toFixed(decimals));
  const bounds = valueLow === null && valueHigh === null ? '' : `${told(valueLow)}..${told(valueHigh)}`;
  return [qualifier, told(value), bounds, measure(unitMeasure, unitMultiplier)];
}

function plainCoverage(coverage: any, sources: ReadonlyMap<number, string>): string {
  const { column, have, of, agency, origins, statuses, qualifiers, reasons, nearest } = coverage;
  const counts = [origins, statuses, qualifiers, reasons].map((list: any[]) =>
    list.map(({ code, count }) => `${code} ${count}`).join(' '),
  );
  const near = nearest?.units.map(({ code, name, cell }: any) => `${code} ${name}: ${plainCell(cell, code, sources)}`);
  return [
    `${column} ${have} of ${of} from ${agency}`,
    ...counts.filter(Boolean),
    near && `nearest ${nearest.level} ${nearest.count}: ${near.join('; ')}`,
  ]
    .filter(Boolean)
    .join(' | ');
}

function plainWarning({ code, column, units, count, refusesRank, text }: any): string {
  const more = count > units.length ? ` and ${count - units.length} more` : '';
  return `${column ?? 'table'} ${code}${refusesRank ? ', refuses the rank' : ''} (${units.join(' ')}${more}): ${text}`;
}

function measure(unitMeasure: string, multiplier: number): string {
  return multiplier === 0 ? unitMeasure : `10^${multiplier} ${unitMeasure}`;
}
