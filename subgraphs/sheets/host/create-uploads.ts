import { sql, type Kysely } from 'kysely';

/** Every sheet that was ever served stays. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table upload (
      number bigint generated always as identity primary key,
      agency text not null check (agency ~ '^[a-z][a-z0-9-]{0,39}$'),
      definition text not null,
      file_name text not null,
      content bytea not null,
      uploaded_at timestamptz not null default clock_timestamp()
    );
    create index on upload (agency, number desc);
  `.execute(db);
}
