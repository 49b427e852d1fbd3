import { OBSERVATION_FIELDS } from '../../kit/asked-observation.ts';
import type { ServedAgencies } from '../../kit/served-agencies.ts';
import { UnusableAnswer } from './check-columns.ts';
import type { Figure } from './figure.ts';
import { dataOf } from './read-bulk.ts';

/** A figure as its agency keeps it, with every record of the same cell. */
export interface RecordedFigure {
  readonly id: string;
  /** `Observation` of the graph. */
  readonly record: object | null;
  /** Oldest first, itself among them: revisions by the same source, and what other sources say. */
  readonly revisions: readonly object[];
}

const HISTORY = `query History($ids: [ID!]!) { _history(ids: $ids) { ${OBSERVATION_FIELDS} } }`;
/** Records asked at a time: with their history, and one by one under aliases. */
const CHUNK = 200;
const CHUNK_OF_RECORDS = 15;

export interface RecordsRead {
  readonly records: readonly RecordedFigure[];
  /** Agencies whose records could not be read: their figures stand without them. */
  readonly unanswered: ReadonlySet<string>;
}

/** The records of figures and of their cells; what was recorded after `asOf` was not known then and is left out. */
export async function readRecords(
  agencies: ServedAgencies,
  figures: readonly Figure[],
  asOf: string | null,
  signal?: AbortSignal,
): Promise<RecordsRead> {
  const unanswered = new Set<string>();
  const byAgency = Map.groupBy(
    figures.filter(({ id }) => id !== null),
    ({ agency }) => agency,
  );
  const read = [...byAgency].map(async ([agency, of]) => {
    const ids = [...new Set(of.map(({ id }) => id!))];
    const histories = await historiesOf(agencies, agency, ids, signal).catch((error: unknown) => {
      signal?.throwIfAborted();
      unanswered.add(agency);
      if (error instanceof UnusableAnswer) agencies.unusable?.(agency, error);
      return ids.map(() => []);
    });
    return ids.map((id, place): RecordedFigure => {
      const revisions = histories[place]!.filter((one) => asOf === null || Date.parse(one.asOf) <= Date.parse(asOf));
      return { id, record: revisions.find((one) => one.id === id) ?? null, revisions };
    });
  });
  return { records: (await Promise.all(read)).flat(), unanswered };
}

/** Every record of the cell of each figure; of an agency without history the figure's own. */
async function historiesOf(
  agencies: ServedAgencies,
  agency: string,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<any[][]> {
  const hasHistory = agencies.withHistory.has(agency);
  const chunk = hasHistory ? CHUNK : CHUNK_OF_RECORDS;
  const histories: any[][] = [];
  for (let start = 0; start < ids.length; start += chunk) {
    const some = ids.slice(start, start + chunk);
    const data = hasHistory
      ? dataOf(agency, await agencies.ask(agency, HISTORY, { ids: some }, signal))
      : dataOf(agency, await agencies.ask(agency, recordsOf(some.length), variablesOf(some), signal));
    const found: unknown = hasHistory
      ? data['_history']
      : some.map((_id, place) => (data[`r${place}`] ? [data[`r${place}`]] : []));
    if (!Array.isArray(found) || found.length !== some.length || !found.every(areRecords))
      throw new UnusableAnswer(`${agency}: the records of figures are not along their ids.`);
    histories.push(...found.map((records: any[]) => records.map(toRecord)));
  }
  return histories;
}

/** One document for so many figures. */
function recordsOf(count: number): string {
  const places = Array.from({ length: count }, (_, place) => place);
  return `query Records(${places.map((place) => `$i${place}: ID!`).join(', ')}) {
${places.map((place) => `  r${place}: _observation(id: $i${place}) { ${OBSERVATION_FIELDS} }`).join('\n')}
}`;
}

function variablesOf(ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id, place) => [`i${place}`, id]));
}

function areRecords(records: unknown): boolean {
  return Array.isArray(records) && records.every((one) => typeof one?.id === 'string' && Array.isArray(one.dimensions));
}

/** An observation whose texts are there in both languages. */
function toRecord({ vi, en, dimensions, ...record }: any) {
  return {
    ...record,
    reason: vi === null ? null : { vi, en },
    dimensions: dimensions.map((one: any) => ({
      dimension: one.dimension,
      code: one.code,
      label: { vi: one.vi, en: one.en },
    })),
  };
}
