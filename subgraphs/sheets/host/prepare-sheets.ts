import { sql } from 'kysely';
import { loginOf } from '../../kit/logins.ts';
import { migrateSchema } from '../../kit/migrate.ts';
import { makeRole, preparing, roleOf } from '../../kit/provision.ts';
import { up as createUploads } from './create-uploads.ts';

export const SHEETS_SCHEMA = 'sheets';
const MIGRATIONS = { '2026-11-26-create-uploads': { up: createUploads } };

/** Two roles: one owns the table of uploads, one serves: it adds uploads, and makes schema and roles of each sheet's agency. */
export function sheetsLogins(environment: NodeJS.ProcessEnv): { readonly owner: string; readonly service: string } {
  return {
    owner: loginOf('SHEETS_OWNER_DATABASE_URL', 'sheets_owner', environment),
    service: sheetsLogin(environment),
  };
}

/** The login of the service itself. */
export function sheetsLogin(environment: NodeJS.ProcessEnv): string {
  return loginOf('SHEETS_DATABASE_URL', 'sheets_service', environment);
}

/** Makes the roles (with `DATABASE_URL`) and the table. Repeating it changes nothing. */
export async function prepareSheets(environment: NodeJS.ProcessEnv): Promise<void> {
  const { owner, service } = sheetsLogins(environment);
  const administrator = environment['DATABASE_URL'];
  if (administrator)
    await preparing(administrator, 'public', async (admin) => {
      for (const login of [owner, service]) await makeRole(admin, login);
      const role = sql.id(roleOf(service));
      const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(admin);
      await sql`alter role ${role} createrole`.execute(admin);
      await sql`grant create on database ${sql.id(rows[0]!.name)} to ${role}`.execute(admin);
      await sql`grant ${sql.id(roleOf(owner))} to current_user`.execute(admin);
      await sql`create schema if not exists ${sql.id(SHEETS_SCHEMA)} authorization ${sql.id(roleOf(owner))}`.execute(
        admin,
      );
    });
  await preparing(owner, SHEETS_SCHEMA, async (db) => {
    await migrateSchema(SHEETS_SCHEMA, MIGRATIONS, db);
    const [schema, role] = [sql.id(SHEETS_SCHEMA), sql.id(roleOf(service))];
    await sql`grant usage on schema ${schema} to ${role}`.execute(db);
    await sql`grant select, insert on ${sql.id(SHEETS_SCHEMA, 'upload')} to ${role}`.execute(db);
  });
}
