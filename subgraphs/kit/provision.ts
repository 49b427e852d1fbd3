import { sql, type Kysely } from 'kysely';
import pg from 'pg';
import { openDatabase } from './database.ts';
import type { Subgraph } from './subgraph.ts';

/** The logins of one subgraph: the owner migrates and loads, the reader serves. */
export interface SubgraphLogins {
  readonly owner: string;
  readonly reader: string;
}

/**
 * As an administrator of the database: makes the subgraph's two roles and its schema. A role that can log in already is left as it
 * is; one of another installation is refused, since a new password would lock that one out.
 */
export async function provision(admin: Kysely<any>, subgraph: Subgraph, logins: SubgraphLogins): Promise<void> {
  for (const login of [logins.owner, logins.reader]) await makeRole(admin, login);
  const owner = sql.id(roleOf(logins.owner));
  await sql`grant ${owner} to current_user`.execute(admin);
  await sql`create schema if not exists ${sql.id(subgraph.databaseSchema)} authorization ${owner}`.execute(admin);
}

/** As the owner of the schema: lets the reader read it, insert into the tables that the subgraph writes, and nobody else reach it. */
export async function grantReading(owner: Kysely<any>, subgraph: Subgraph, { reader }: SubgraphLogins): Promise<void> {
  const [schema, role] = [sql.id(subgraph.databaseSchema), sql.id(roleOf(reader))];
  await sql`revoke all on schema ${schema} from public`.execute(owner);
  await sql`grant usage on schema ${schema} to ${role}`.execute(owner);
  await sql`grant select on all tables in schema ${schema} to ${role}`.execute(owner);
  await sql`alter default privileges in schema ${schema} grant select on tables to ${role}`.execute(owner);
  for (const table of subgraph.writes ?? [])
    await sql`grant insert on ${sql.id(subgraph.databaseSchema, table)} to ${role}`.execute(owner);
}

/** Makes the role that a login names, unless it can log in with it. */
export async function makeRole(admin: Kysely<any>, login: string): Promise<void> {
  const role = roleOf(login);
  const password = sql.lit(decodeURIComponent(new URL(login).password));
  const { rows: databases } = await sql<{ name: string }>`select current_database() as name`.execute(admin);
  const mark = `lien-thong ${databases[0]!.name}`;
  const { rows } = await sql<{ super: boolean; mark: string | null }>`
    select rolsuper as super, shobj_description(oid, 'pg_authid') as mark from pg_roles where rolname = ${role}`.execute(
    admin,
  );
  const [found] = rows;
  if (!found) {
    await sql`create role ${sql.id(role)} login password ${password}`.execute(admin);
    await sql`comment on role ${sql.id(role)} is ${sql.lit(mark)}`.execute(admin);
    return;
  }
  if (found.super)
    throw new Error(`The role ${role} is an administrator: name a role of the agency's own, without rights elsewhere.`);
  if (await canLogIn(login)) return;
  if (found.mark !== mark) {
    throw new Error(
      `The role ${role} exists with another password, and another installation may use it. ` +
        'Name other roles in <AGENCY>_DATABASE_URL and <AGENCY>_OWNER_DATABASE_URL, or the passwords that these have.',
    );
  }
  await sql`alter role ${sql.id(role)} login password ${password}`.execute(admin);
}

async function canLogIn(login: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: login, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Works on a database alone: whoever else prepares it waits until this has ended. */
export async function preparing(url: string, schema: string, work: (db: Kysely<any>) => Promise<void>): Promise<void> {
  const db = openDatabase<any>(url, { schema, connections: 1 });
  try {
    await sql`select pg_advisory_lock(hashtext('lien-thong prepare'))`.execute(db);
    await work(db);
  } finally {
    await db.destroy();
  }
}

/** The role that a login names. */
export function roleOf(login: string): string {
  return decodeURIComponent(new URL(login).username);
}
