import { OBSERVATION_FIELDS } from '../../kit/asked-observation.ts';
import type { ServedAgencies } from '../../kit/served-agencies.ts';
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
const RECORD = `query Record($id: ID!) { _observation(id: $id) { ${OBSERVATION_FIELDS} } }`;
/** Records asked at a time. */
const CHUNK = 200;

/** The records of figures and of their cells; what was recorded after `asOf` was not known then and is left out. */
export async function readRecords(
  agencies: ServedAgencies,
  figures: readonly Figure[],
  asOf: string | null,
  signal?: AbortSignal,
): Promise<readonly RecordedFigure[]> {
  const byAgency = Map.groupBy(
    figures.filter(({ id }) => id !== null),
    ({ agency }) => agency,
  );
  const read = [...byAgency].map(async ([agency, of]) => {
    const ids = [...new Set(of.map(({ id }) => id!))];
    const histories = agencies.withHistory.has(agency)
      ? await historiesOf(agencies, agency, ids, signal)
      : await Promise.all(ids.map(async (id) => recordOf(agencies, agency, id, signal)));
    return ids.map((id, place): RecordedFigure => {
      const revisions = histories[place]!.filter((one) => asOf === null || Date.parse(one.asOf) <= Date.parse(asOf));
      return { id, record: revisions.find((one) => one.id === id) ?? null, revisions };
    });
  });
  return (await Promise.all(read)).flat();
}

async function historiesOf(agencies: ServedAgencies, agency: string, ids: readonly string[], signal?: AbortSignal) {
  const histories: any[][] = [];
  for (let start = 0; start < ids.length; start += CHUNK) {
    const answer = await agencies.ask(agency, HISTORY, { ids: ids.slice(start, start + CHUNK) }, signal);
    histories.push(...(dataOf(agency, answer)['_history'] as any[][]).map((records) => records.map(toRecord)));
  }
  return histories;
}

async function recordOf(agencies: ServedAgencies, agency: string, id: string, signal?: AbortSignal): Promise<any[]> {
  const found = dataOf(agency, await agencies.ask(agency, RECORD, { id }, signal))['_observation'];
  return found ? [toRecord(found)] : [];
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
