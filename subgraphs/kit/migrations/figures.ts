import { sql, type Kysely } from 'kysely';
import { createDataVersion, moveDataVersionOnWrite } from './data-version.ts';

/**
 * Creates the tables of an agency that keeps figures; what the columns mean stands in figures/tables.ts.
 * Frozen: later changes go into a migration of their own.
 */
export async function createFigures(db: Kysely<unknown>): Promise<void> {
  await createDataVersion(db);
  await sql`
    create table area (
      code text primary key,
      name_vi text not null,
      level text not null,
      territory_code text not null,
      territory_from date,
      territory_to date
    )`.execute(db);
  await sql`
    create table area_predecessor (
      territory_code text not null,
      predecessor_territory_code text not null,
      primary key (territory_code, predecessor_territory_code)
    )`.execute(db);
  await sql`
    create table source (
      id text primary key,
      publisher text not null,
      title text not null,
      published text,
      url text,
      date_basis text,
      licence text,
      retrieved text,
      checked_against text
    )`.execute(db);
  await sql`
    create table observation (
      indicator text not null,
      territory_code text not null,
      slice text not null,
      time_period text not null,
      source text not null references source (id),
      record_type text not null check (record_type in ('OBSERVATION', 'TARGET')),
      revision int not null check (revision > 0),
      id text not null,
      recorded_at timestamptz not null default date_trunc('milliseconds', now()),
      period_start date not null,
      period_end date not null check (period_end > period_start),
      ref_area text not null references area (code),
      unit_set text,
      indicator_as_filed text,
      value double precision,
      value_low double precision,
      value_high double precision,
      decimals int not null check (decimals between 0 and 12),
      value_as_printed text,
      qualifier text not null check (qualifier in ('EQ', 'GT', 'GE', 'LT', 'LE', 'APPROX', 'RANGE')),
      unit_measure text not null,
      unit_multiplier int not null,
      reference_date date,
      period_basis text not null check (period_basis in ('STATED', 'INFERRED', 'YEAR_TO_DATE')),
      period_basis_text text,
      obs_status text not null,
      conf_status text not null,
      reason_code text,
      reason_vi text,
      reason_en text,
      comment text,
      locator text,
      primary key (territory_code, indicator, slice, time_period, source, record_type, revision),
      check (value_low is null or value_high is null or value_low <= value_high),
      check ((qualifier in ('GT', 'GE') and value_low is not null) or (qualifier in ('LT', 'LE') and value_high is not null)
        or (qualifier = 'RANGE' and value_low is not null and value_high is not null)
        or (qualifier in ('EQ', 'APPROX') and value is not null) or obs_status = 'SUPPRESSED')
    )`.execute(db);
  await sql`create index observation_id on observation (id)`.execute(db);
  await sql`create index observation_indicator on observation (indicator, time_period)`.execute(db);
  await sql`
    create function refuse_rewriting_history() returns trigger language plpgsql as $$
    begin
      raise exception 'figures are append-only: file a correction as a new revision instead of %', lower(tg_op);
    end $$`.execute(db);
  await sql`
    create trigger observation_is_append_only before update or delete or truncate on observation
    for each statement execute function refuse_rewriting_history()`.execute(db);
  for (const table of ['area', 'area_predecessor', 'source', 'observation']) await moveDataVersionOnWrite(db, table);
}
