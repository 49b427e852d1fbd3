import { sql, type Kysely } from 'kysely';

/** Nothing here is ever changed or removed: what was published, composed, allowed and used stays readable. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table agency (
      number bigint generated always as identity primary key,
      name text not null check (name ~ '^[a-z][a-z0-9-]{0,62}$'),
      prefix text check (prefix ~ '^[A-Z][A-Z0-9]{0,9}$'),
      owner text not null check (owner <> ''),
      contact text not null,
      granted_fields text[] not null,
      registered_at timestamptz not null default clock_timestamp()
    );
    create index on agency (name, number desc);

    create table token (
      number bigint generated always as identity primary key,
      hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
      agency text,
      scopes text[] not null,
      note text not null,
      created_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null
    );
    create table revocation (
      token bigint primary key references token,
      revoked_at timestamptz not null default clock_timestamp()
    );

    create table publication (
      number bigint generated always as identity primary key,
      subgraph text not null,
      sdl text,
      routing_url text,
      policies text not null default '{}',
      published_at timestamptz not null default clock_timestamp(),
      token bigint references token,
      check ((sdl is null) = (routing_url is null))
    );
    create index on publication (subgraph, number desc);

    create table supergraph (
      number bigint generated always as identity primary key,
      sdl text not null,
      api text not null,
      hash text not null check (hash ~ '^[0-9a-f]{64}$'),
      publications bigint[] not null,
      cause text not null check (cause in ('seed', 'publish', 'retire', 'rollback', 'contract', 'announce')),
      contracts text not null,
      changes text not null,
      composed_at timestamptz not null default clock_timestamp()
    );

    create table planned_retirement (
      number bigint generated always as identity primary key,
      subgraph text not null,
      day date not null,
      token bigint references token,
      planned_at timestamptz not null default clock_timestamp()
    );

    create table audit (
      number bigint generated always as identity primary key,
      at timestamptz not null default clock_timestamp(),
      token bigint references token,
      action text not null,
      subgraph text,
      outcome text not null check (outcome in ('done', 'refused', 'failed')),
      detail text not null
    );

    create table operation (
      hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
      text text not null,
      recorded_at timestamptz not null default clock_timestamp()
    );
    create table operation_use (
      operation text not null references operation,
      client text not null,
      client_version text not null,
      day date not null,
      indicator text not null,
      recorded_at timestamptz not null default clock_timestamp(),
      primary key (operation, client, client_version, day, indicator)
    );
    create index on operation_use (day);
    create index on operation_use (indicator, day) where indicator <> '';

    create function tell_of_supergraph() returns trigger language plpgsql as $body$
    begin
      perform pg_notify('registry', new.number::text);
      return null;
    end $body$;
    create trigger tell_of_supergraph after insert on supergraph for each row execute function tell_of_supergraph();
  `.execute(db);
}
