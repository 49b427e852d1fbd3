import { sql, type Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { HostedRequest, ServedAgencies } from '../kit/served-agencies.ts';
import type { SubgraphContext } from '../kit/subgraph.ts';
import { admitTables } from './table/admit-table.ts';
import type { TableSources } from './table/sources.ts';
import type { Tables } from './tables.ts';
import { readBoundaries, type Boundaries } from './units/boundaries.ts';

export interface ViewContext extends SubgraphContext<Tables> {
  readonly hosted: HostedRequest;
  /** What tables are computed from now: the agencies, and the list of units as it was loaded last. */
  readonly sources: () => Promise<TableSources>;
  /** A version of the list of units that was ever loaded; null: there is none such. */
  readonly boundaries: (version: string) => Promise<Boundaries | null>;
  /** Notes that agencies' data was read, and in which version. */
  readonly note: (dataVersions: readonly { readonly subgraph: string; readonly version: string }[]) => void;
}

/** Lists of units in memory, some twenty megabytes each. */
const KEPT_LISTS = 3;
const lists = new LRUCache<string, Boundaries>({ max: KEPT_LISTS });

export function viewContext(db: Kysely<Tables>, hosted: HostedRequest | undefined): ViewContext {
  if (!hosted) throw new Error('custom-views reads other subgraphs: it runs inside the gateway only.');
  const admit = admitTables(hosted.signal);
  const context: ViewContext = {
    db,
    hosted,
    read: { dataVersion: null },
    boundaries: async (version) => {
      const known = lists.get(version);
      if (known) return known;
      const found = await db
        .selectFrom('boundaries')
        .select('content')
        .where('version', '=', version)
        .executeTakeFirst();
      if (!found) return null;
      const list = readBoundaries(found.content);
      lists.set(version, list);
      return list;
    },
    sources: async () => {
      const { rows } = await sql<{ version: string | null; today: string; dataVersion: string }>`
        select number || '-' || installation as "dataVersion", (now() at time zone 'Asia/Ho_Chi_Minh')::date as today,
          (select digest from loaded order by number desc limit 1) as version
        from data_version`.execute(db);
      const { version, today, dataVersion } = rows[0]!;
      context.read.dataVersion ??= dataVersion;
      const boundaries = version === null ? null : await context.boundaries(version);
      if (!boundaries) throw new Error('custom-views has no list of units: run "npm run prepare-databases".');
      return { agencies: noted(hosted.agencies, context), boundaries, today, signal: hosted.signal, admit };
    },
    note: (dataVersions) => {
      context.read.dataVersions = {
        ...context.read.dataVersions,
        ...Object.fromEntries(dataVersions.map(({ subgraph, version }) => [subgraph, version])),
      };
    },
  };
  return context;
}

/** The agencies, whose answers are noted as what this request was built from; where one gives none, or no version, it is for now only. */
function noted(agencies: ServedAgencies, { read, note, hosted }: ViewContext): ServedAgencies {
  return {
    ...agencies,
    unusable: (agency, error) => {
      read.isForNow = true;
      hosted.log.error({ err: error, agency }, 'An agency answered what cannot be used.');
    },
    ask: async (subgraph, ...question) => {
      const answer = await agencies.ask(subgraph, ...question).catch((error: unknown) => {
        read.isForNow = true;
        throw error;
      });
      const version = answer.extensions?.dataVersion;
      const known = read.dataVersions?.[subgraph];
      if (version === undefined || answer.errors?.length || (known !== undefined && known !== version))
        read.isForNow = true;
      if (version !== undefined) note([{ subgraph, version }]);
      return answer;
    },
  };
}
