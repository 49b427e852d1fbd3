import type { GraphQLFieldResolver } from 'graphql';
import { sql, type Kysely } from 'kysely';
import type { CodeList } from '../code-lists.ts';
import type { Agency } from '../declarations.ts';
import { badInput } from '../errors.ts';
import type { FigureContext } from './context.ts';
import { declaredOf, indicatorOf } from './filters.ts';
import type { FigureRow } from './find.ts';
import { toObservation } from './observation.ts';
import type { FigureTables } from './tables.ts';

const MOST_IDS = 200;

/** `_history`: every record of the cells that figures stand in, by one statement. */
export function figureHistory(
  agency: Agency,
  codeLists: ReadonlyMap<string, CodeList>,
): GraphQLFieldResolver<unknown, FigureContext> {
  return async (_root, { ids }: { ids: readonly string[] }, context) => {
    if (ids.length > MOST_IDS)
      throw badInput(`_history answers for at most ${MOST_IDS} ids, but ${ids.length} were sent.`);
    const { histories, dataVersion } = await findHistories(context.db, ids);
    context.read.dataVersion = dataVersion;
    return histories.map((rows) =>
      declaredOf(agency, rows).map((row) => toObservation(row, indicatorOf(agency, row.indicator), codeLists)),
    );
  };
}

async function findHistories(db: Kysely<FigureTables>, ids: readonly string[]) {
  const { rows } = await sql<{ histories: FigureRow[][]; dataVersion: string }>`
    select number || '-' || installation as "dataVersion",
      (select coalesce(jsonb_agg(history.records order by asked.place), '[]')
        from unnest(${ids}::text[]) with ordinality as asked (id, place)
        cross join lateral (
          select coalesce(jsonb_agg(to_jsonb(o) || jsonb_build_object('source_row', to_jsonb(cited))
            order by o.recorded_at, o.source, o.record_type, o.revision), '[]') as records
          from observation known
          join observation o using (indicator, territory_code, slice, time_period)
          join source cited on cited.id = o.source
          where known.id = asked.id
            and known.revision = (select min(revision) from observation first where first.id = asked.id)
        ) history) as histories
    from data_version`.execute(db);
  return rows[0]!;
}
