import { sql, type Kysely } from 'kysely';

/** Codes and texts that stand in JSON as they are. */
const PLAIN = `'^[A-Za-z0-9_.:/=;+-]*$'`;
/** The values of enums as this migration knows them: a figure with another one is left to the resolvers, which refuse it. */
const OBS_STATUS = `'NORMAL', 'DEFINITION_DIFFERS', 'ESTIMATED', 'FORECAST', 'PROVISIONAL', 'UNVALIDATED', 'LOW_RELIABILITY', 'SPECIAL_EVENT',
        'MISSING', 'MISSING_NOT_COLLECTED', 'MISSING_CANNOT_EXIST', 'SUPPRESSED'`;
const CONF_STATUS = `'FREE', 'NOT_FOR_PUBLICATION', 'CONFIDENTIAL', 'SUPPRESSED_PRIMARY', 'SUPPRESSED_SECONDARY', 'EMBARGO'`;

/**
 * Creates `current_figure`, the projection that compiled reads answer from (figures/compiled), and the triggers that keep it in step with
 * the history and the sources, in the transaction that writes. Frozen: later changes go into a migration of their own.
 *
 * One row for each figure as it stands, in the order of the key: for one question the rows of neighbouring units lie together, which
 * is what makes reading them fast. Free texts are kept as JSON writes them.
 */
export async function createCurrentFigures(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table current_figure (
      value double precision,
      value_low double precision,
      value_high double precision,
      unit_multiplier int not null,
      decimals int not null,
      -- The one that a typed field answers with, of those for the same indicator, slice, period and territory.
      preferred boolean not null,
      -- The preferred one of the period that ends last, then the longest; never a target.
      latest boolean not null,
      -- Other sources give a figure for the same cell.
      others boolean not null,
      -- False: something in it needs the resolvers.
      plain boolean not null,
      territory_code text collate "C" not null,
      time_period text collate "C" not null,
      obs_status text not null,
      qualifier text not null,
      unit_measure text not null,
      indicator text collate "C" not null,
      slice text collate "C" not null,
      source text not null,
      record_type text not null,
      id text not null,
      ref_area text not null,
      conf_status text not null,
      period_basis text not null,
      reference_date date,
      recorded text not null,
      reason_code text,
      reason_vi text,
      reason_en text,
      indicator_as_filed text,
      value_as_printed text,
      period_basis_text text,
      comment text,
      locator text
    )`.execute(db);
  await createRefresh(db);
  await sql`
    select refresh_current_figures(array_agg(territory_code), array_agg(indicator), array_agg(slice))
    from (select distinct territory_code, indicator, slice from observation) series`.execute(db);
  await sql`create index current_figure_cell on current_figure (indicator, slice, time_period, territory_code)`.execute(
    db,
  );
  await sql`create index current_figure_latest on current_figure (indicator, slice, territory_code) where latest`.execute(
    db,
  );
  await createTriggers(db);
}

/** The function that makes the rows anew for some series, each a territory, indicator and slice. */
async function createRefresh(db: Kysely<unknown>): Promise<void> {
  const plainCodes = [
    'territory_code',
    'time_period',
    'unit_measure',
    'indicator',
    'slice',
    'id',
    'ref_area',
    'reason_code',
  ];
  await sql`
    create function end_then_length(o observation) returns bigint language sql immutable as $$
      select case when o.record_type = 'OBSERVATION' then (o.period_end - date '2000-01-01') * 10000000::bigint - (o.period_start - date '2000-01-01') end
    $$`.execute(db);
  await sql`
    create function refresh_current_figures(territories text[], indicators text[], slices text[]) returns void language plpgsql
    set search_path from current set work_mem = '64MB' as $$
    begin
      if exists (select from current_figure) then
        delete from current_figure f
        using unnest(territories, indicators, slices) as series (territory, indicator, slice)
        cross join lateral (select distinct time_period from observation o
          where (o.territory_code, o.indicator, o.slice) = (series.territory, series.indicator, series.slice) offset 0) cell
        where (f.indicator, f.slice, f.time_period, f.territory_code) = (series.indicator, series.slice, cell.time_period, series.territory);
      end if;
      insert into current_figure
      select value, value_low, value_high, unit_multiplier, decimals, best, best and newest, others,
        not (newest and exists (select from observation o
            where (o.territory_code, o.indicator, o.slice) = (series.territory, series.indicator, series.slice)
              and (o.period_end, o.period_start) = (figure.period_end, figure.period_start)
              and o.time_period <> figure.time_period and o.record_type = 'OBSERVATION'))
          and recorded_at > '1000-01-02' and recorded_at < '9999-01-01'
          and coalesce(reference_date > '1000-01-01' and reference_date < '9999-01-01', true)
          and coalesce(greatest(abs(value), abs(value_low), abs(value_high)), 0) < 'Infinity'
          and obs_status in (${sql.raw(OBS_STATUS)}) and conf_status in (${sql.raw(CONF_STATUS)})
          and concat(${sql.raw(plainCodes.map((column) => `figure.${column}`).join(', '))}) ~ ${sql.raw(PLAIN)},
        territory_code, time_period, obs_status, qualifier, unit_measure, figure.indicator, figure.slice, source, record_type, id, ref_area,
        conf_status, period_basis, reference_date,
        to_char(date_trunc('milliseconds', recorded_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        coalesce(nullif(reason_code, ''), case when others then 'OTHER_SOURCES' end),
        case when reason_code <> '' then to_json(coalesce(reason_vi, '')) end, case when reason_code <> '' then to_json(coalesce(reason_en, '')) end,
        to_json(indicator_as_filed), to_json(value_as_printed), to_json(period_basis_text), to_json(comment), to_json(locator)
      from unnest(territories, indicators, slices) as series (territory, indicator, slice)
      cross join lateral (
        -- The windows follow the primary key, so that nothing is sorted. Nearly every figure is the only one of its cell.
        select *, max(revision) over (partition by time_period, source, record_type) as newest_revision,
          count(*) over (partition by time_period, source, record_type) = count(*) over (partition by time_period) as alone,
          coalesce(end_then_length(o) = max(end_then_length(o)) over (), false) as newest
        from observation o
        where (o.territory_code, o.indicator, o.slice) = (series.territory, series.indicator, series.slice)
      ) figure
      cross join lateral (
        -- In the order that figures/preference.ts explains.
        select alone or (source, record_type) = (
            select other.source, other.record_type
            from (select distinct on (o.source, o.record_type) * from observation o
              where (o.territory_code, o.indicator, o.slice, o.time_period)
                = (series.territory, series.indicator, series.slice, figure.time_period)
              order by o.source, o.record_type, o.revision desc) other
            join source on source.id = other.source
            order by other.record_type = 'TARGET', other.obs_status = 'UNVALIDATED', coalesce(source.published, '') collate "C" desc,
              source.id collate "C"
            limit 1) as best,
          not alone and exists (select from observation o
            where (o.territory_code, o.indicator, o.slice, o.time_period)
                = (series.territory, series.indicator, series.slice, figure.time_period)
              and o.record_type = figure.record_type and o.source <> figure.source) as others
      ) among
      where revision = newest_revision
      -- About the order of the key; one text is sorted faster than four.
      order by concat_ws(' ', figure.indicator, figure.slice, time_period, territory_code) collate "C";
    end $$`.execute(db);
}

/**
 * They fire after those that move the data version: PostgreSQL goes by their names. The row of the version is then locked, so that of two
 * who write to one series at once the second sees what the first has written.
 */
async function createTriggers(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function observation_reaches_current_figures() returns trigger language plpgsql set search_path from current as $$
    begin
      perform refresh_current_figures(array_agg(territory_code), array_agg(indicator), array_agg(slice))
      from (select distinct territory_code, indicator, slice from written) series;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger observation_reaches_current_figures after insert on observation referencing new table as written
    for each statement execute function observation_reaches_current_figures()`.execute(db);
  await sql`
    create function source_reaches_current_figures() returns trigger language plpgsql set search_path from current as $$
    begin
      perform refresh_current_figures(array_agg(territory_code), array_agg(indicator), array_agg(slice))
      from (select distinct o.territory_code, o.indicator, o.slice
        from changed join former using (id) join observation o on o.source = changed.id
        where changed.published is distinct from former.published) series;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger source_reaches_current_figures after update on source referencing old table as former new table as changed
    for each statement execute function source_reaches_current_figures()`.execute(db);
}
