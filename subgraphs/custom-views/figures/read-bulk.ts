import { LRUCache } from 'lru-cache';
import type { AgencyAnswer, ServedAgencies } from '../../kit/served-agencies.ts';
import { sliceKey } from '../../kit/slice.ts';
import { checkColumns } from './check-columns.ts';
import { FigureOfColumn, type ColumnRead } from './figure-of-column.ts';
import type { Figure } from './figure.ts';
import type { SeriesNeed } from './series-need.ts';

/** What ranks, conditions and warnings go by. */
const COLUMN = `indicator dimensions { dimension code } timePeriod unitMeasure unitMultiplier decimals
      values valuesLow valuesHigh qualifier recordType obsStatus periodBasis citation citations { source published }`;
/** What is told of a cell beside. */
const DETAIL = `ids refArea referenceDate confStatus seriesBreak reasonCode
      citations { publisher title url locator dateBasis licence retrieved checkedAgainst }`;

/** The figures of one series and period, along the units that were asked. */
export interface FigureColumn {
  readonly units: readonly string[];
  readonly timePeriod: string;
  /** The figure of the unit at this place; null: there is none. */
  readonly at: (place: number) => Figure | null;
}

export interface ReadOptions {
  /** Null: every unit that has a figure. */
  readonly units: readonly string[] | null;
  readonly asOf: string | null;
  /** Left out: all is read that is told of a cell; false: only what ranks, conditions and warnings go by. */
  readonly inDetail?: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly fromHistory?: boolean | undefined;
}

export interface SeriesRead {
  readonly need: SeriesNeed;
  readonly columns: readonly FigureColumn[];
}

/** Series in one request: what is computed from declared relations may look for many, of which few are filed. */
const CHUNK = 100;

/** Reads series of one agency by its bulk read, a hundred in one request. */
export async function readInBulk(
  agencies: ServedAgencies,
  agency: string,
  needs: readonly SeriesNeed[],
  options: ReadOptions,
): Promise<{ series: SeriesRead[]; dataVersion: string | null }> {
  const series: SeriesRead[] = [];
  let dataVersion: string | null = null;
  for (let start = 0; start < needs.length; start += CHUNK) {
    const read = await readChunk(agencies, agency, needs.slice(start, start + CHUNK), options);
    series.push(...read.series);
    ({ dataVersion } = read);
  }
  return { series, dataVersion };
}

async function readChunk(
  agencies: ServedAgencies,
  agency: string,
  needs: readonly SeriesNeed[],
  { units, asOf, inDetail = true, signal, fromHistory = false }: ReadOptions,
): Promise<{ series: SeriesRead[]; dataVersion: string | null }> {
  const variables: Record<string, unknown> = { units, asOf };
  needs.forEach(({ indicator, dimensions, from, to }, place) => {
    variables[`i${place}`] = [indicator];
    variables[`d${place}`] = dimensions.map(({ dimension, code }) => ({ dimension, codes: [code] }));
    variables[`a${place}`] = from;
    variables[`b${place}`] = to;
  });
  const answer = await agencies.ask(agency, documentFor(needs.length, { inDetail, fromHistory }), variables, signal);
  const data = dataOf(agency, answer);
  const series = needs.map((need, place) => {
    const answered = data[`f${place}`];
    checkColumns(answered, need, { units, inDetail });
    return { need, columns: columnsOf(agency, answered) };
  });
  return { series, dataVersion: answer.extensions?.dataVersion ?? data['f0']?.dataVersion ?? null };
}

/** The answer's data; an agency that gives none did not answer. */
export function dataOf(agency: string, { data, errors }: AgencyAnswer): Record<string, any> {
  if (data && !errors?.length) return data;
  throw new Error(`${agency}: ${errors?.[0]?.message ?? 'no data'}`);
}

const documents = new LRUCache<string, string>({ max: 200 });

/** One text for each number of series, so that agencies know the document again. */
function documentFor(count: number, { inDetail, fromHistory }: { inDetail: boolean; fromHistory: boolean }): string {
  const key = `${count} ${inDetail} ${fromHistory}`;
  const known = documents.get(key);
  if (known) return known;
  const places = Array.from({ length: count }, (_, place) => place);
  const text = `query Figures($units: [ID!], $asOf: DateTime, ${places
    .map((n) => `$i${n}: [ID!]!, $d${n}: [DimensionFilter!], $a${n}: TimePeriod, $b${n}: TimePeriod`)
    .join(', ')}) {
${places
  .map(
    (
      n,
    ) => `  f${n}: _figures(indicators: $i${n}, units: $units, dimensions: $d${n}, from: $a${n}, to: $b${n}, asOf: $asOf${fromHistory ? ', fromHistory: true' : ''}) {
    dataVersion units columns { ${COLUMN} ${inDetail ? DETAIL : ''} }
  }`,
  )
  .join('\n')}
}`;
  documents.set(key, text);
  return text;
}

function columnsOf(agency: string, { units, columns }: { units: string[]; columns: any[] }): FigureColumn[] {
  return columns.map((column) => {
    const slice = sliceKey(Object.fromEntries(column.dimensions.map((one: any) => [one.dimension, one.code])));
    const read: ColumnRead = { ...column, agency, slice };
    return {
      units,
      timePeriod: column.timePeriod,
      // An absence has no qualifier; a figure always has one.
      at: (place) => (column.qualifier[place] === null ? null : new FigureOfColumn(read, place)),
    };
  });
}
