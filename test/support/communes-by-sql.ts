import type { TestDatabase } from './use-database.ts';

/** Units without units below them on a day, by plain SQL: communes, and island districts without any. */
const LEAVES = `select code from administrative_units.unit
  where coalesce(valid_from, '2021-11-01') <= $1::date and coalesce(valid_to, '9999-12-31') > $1::date
    and (level = 'COMMUNE' or level = 'DISTRICT' and code not in (select parent_code from administrative_units.unit where parent_code is not null))`;

export async function leavesBySql({ query }: TestDatabase, day: string): Promise<readonly string[]> {
  const rows = await query<{ code: string }>(`${LEAVES} order by code`, [day]);
  return rows.map(({ code }) => code);
}

export interface ConvertedBySql {
  /** Sum over the units that it came out of. */
  readonly sum: number;
  readonly parts: number;
  /** Whether all of them went into it whole, as far as people are counted. */
  readonly isExact: boolean;
}

/** What the lineage tables say of figures of one day's units for those of a later day, along any number of changes. */
export async function convertedBySql(
  { query }: TestDatabase,
  values: ReadonlyMap<string, number>,
  [from, to]: readonly [string, string],
): Promise<ReadonlyMap<string, ConvertedBySql>> {
  const rows = await query<ConvertedBySql & { code: string }>(
    `with recursive way as (
       select code as origin, code as at, true as peopled from (${LEAVES}) leaf
       union
       select origin, successor_code, peopled and coalesce(share, 1) <> 0
       from way join administrative_units.lineage on predecessor_code = at
       where kind <> 'ABOLISH' and effective_date > $1::date and effective_date <= $2::date
     ), reached as (
       select distinct origin, at from way join administrative_units.unit on code = at
       where peopled and coalesce(valid_to, '9999-12-31') > $2::date
     ), divided as (select origin from reached group by origin having count(*) > 1)
     select at as code, sum((v.value)::float8)::float8, count(*)::int as parts,
       bool_and(origin not in (select origin from divided)) as "isExact"
     from reached join json_each_text($3) v on v.key = origin group by at`,
    [from, to, JSON.stringify(Object.fromEntries(values))],
  );
  return new Map(rows.map(({ code, ...converted }) => [code, converted]));
}
