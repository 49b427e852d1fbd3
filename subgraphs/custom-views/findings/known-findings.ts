import { LRUCache } from 'lru-cache';
import type { Declarations } from '../../kit/declarations.ts';
import type { ServedAgencies } from '../../kit/served-agencies.ts';
import type { Boundaries } from '../units/boundaries.ts';
import { computeFindings, type FindingSet } from './compute.ts';

/** Sets in memory: of now, and of a few instants that are asked for. */
const KEPT_SETS = 4;
/** How long a set is kept that is not of one known state of all agencies. */
const KEPT_ANYWAY_MS = 10_000;
/** Data may move while it is read. */
const MOST_ATTEMPTS = 3;

type Sets = LRUCache<string, Promise<FindingSet>>;
/** Another supergraph declares other relations. */
const known = new WeakMap<Declarations, Sets>();

/** What the rules find in the data as it is; computed once for each state of the agencies' data, whoever asks. */
export async function knownFindings(
  agencies: ServedAgencies,
  boundaries: Boundaries,
  asOf: string | null,
): Promise<FindingSet> {
  const sets = known.get(agencies.declarations) ?? new LRUCache({ max: KEPT_SETS });
  known.set(agencies.declarations, sets);
  for (let attempt = 1; ; attempt += 1) {
    const versions = await currentVersions(agencies);
    const key = JSON.stringify([boundaries.version, asOf, ...versions]);
    const unavailable = [...versions].filter(([, version]) => version === UNREACHABLE).map(([agency]) => agency);
    const isOneState = [...versions.values()].every(
      (version) => typeof version === 'string' && version !== UNREACHABLE,
    );
    const computed = sets.get(key) ?? computeFindings({ agencies, boundaries, asOf, unavailable });
    if (!sets.has(key)) {
      sets.set(key, computed, isOneState ? {} : { ttl: KEPT_ANYWAY_MS });
      computed.catch(() => sets.delete(key));
    }
    const set = await computed;
    if (!isOneState || isOf(set, versions)) return set;
    sets.delete(key);
    if (attempt === MOST_ATTEMPTS) return set;
  }
}

const UNREACHABLE = 'unreachable';

/** The version of each agency's data; null: it tells none. */
async function currentVersions({ declarations, inBulk, ask }: ServedAgencies): Promise<Map<string, string | null>> {
  const versions = await Promise.all(
    declarations.agencies.map(async ({ code, unitField }) => {
      const query = inBulk.has(code)
        ? '{ _figures(indicators: []) { dataVersion } }'
        : `{ _entities(representations: []) { ... on AdministrativeUnit { ${unitField} { __typename } } } }`;
      const answer = await ask(code, query, {}).catch(() => null);
      const isAnswered = answer?.data && !answer.errors?.length;
      const version = answer?.extensions?.dataVersion ?? answer?.data?.['_figures']?.dataVersion ?? null;
      return [code, isAnswered ? version : UNREACHABLE] as const;
    }),
  );
  return new Map(versions);
}

/** Whether every agency that was read, was read in this version. */
function isOf({ dataVersions, unavailable }: FindingSet, versions: ReadonlyMap<string, string | null>): boolean {
  return (
    unavailable.length === 0 &&
    dataVersions.length === versions.size &&
    dataVersions.every(({ subgraph, version }) => versions.get(subgraph) === version)
  );
}
