import { sql, type Kysely } from 'kysely';
import type { Subgraph } from './subgraph.ts';

/** The logins of one subgraph: the owner migrates and loads, the reader serves. */
export interface SubgraphLogins {
  readonly owner: string;
  readonly reader: string;
}

/**
 * As an administrator of the database: makes the subgraph's schema and its two roles with the passwords of their logins. Each role
 * reaches its own schema only. Repeating it changes nothing but the passwords.
 */
export async function provision(admin: Kysely<any>, subgraph: Subgraph, logins: SubgraphLogins): Promise<void> {
  const owner = await makeRole(admin, logins.owner);
  const reader = await makeRole(admin, logins.reader);
  const schema = sql.id(subgraph.databaseSchema);
  await sql`grant ${sql.id(owner)} to current_user`.execute(admin);
  await sql`create schema if not exists ${schema} authorization ${sql.id(owner)}`.execute(admin);
  await sql`revoke all on schema ${schema} from public`.execute(admin);
  await sql`grant usage on schema ${schema} to ${sql.id(reader)}`.execute(admin);
  await sql`grant select on all tables in schema ${schema} to ${sql.id(reader)}`.execute(admin);
  await sql`alter default privileges for role ${sql.id(owner)} in schema ${schema} grant select on tables to ${sql.id(reader)}`.execute(
    admin,
  );
}

/** Makes the role that a login URL names, if it is not there, and sets its password. */
async function makeRole(admin: Kysely<any>, login: string): Promise<string> {
  const url = new URL(login);
  const [role, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const { rows } = await sql`select from pg_roles where rolname = ${role}`.execute(admin);
  if (rows.length === 0) await sql`create role ${sql.id(role)}`.execute(admin);
  await sql`alter role ${sql.id(role)} login nosuperuser nocreatedb nocreaterole password ${sql.lit(password)}`.execute(
    admin,
  );
  return role;
}
