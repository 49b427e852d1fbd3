import { sql, type Kysely } from 'kysely';
import { migrateSchema } from '../../../subgraphs/kit/migrate.ts';
import { makeRole, preparing, roleOf } from '../../../subgraphs/kit/provision.ts';
import { up as createRegistry } from './create-registry.ts';
import { REGISTRY_SCHEMA, registryLogins, type RegistryLogins } from './logins.ts';
import { FORGOTTEN_BY_REGISTRY, READ_BY_GATEWAYS, WRITTEN_BY_GATEWAYS, WRITTEN_BY_REGISTRY } from './tables.ts';

const MIGRATIONS = { '2026-11-26-create-registry': { up: createRegistry } };

/** Makes the registry's roles (with `DATABASE_URL`) and brings its tables up to date. Repeating it changes nothing. */
export async function prepareRegistry(environment: NodeJS.ProcessEnv): Promise<void> {
  const logins = registryLogins(environment);
  const administrator = environment['DATABASE_URL'];
  if (administrator) await preparing(administrator, 'public', (admin) => makeRoles(admin, logins));
  await preparing(logins.owner, REGISTRY_SCHEMA, async (owner) => {
    await migrateSchema(REGISTRY_SCHEMA, MIGRATIONS, owner);
    await grant(owner, logins);
  });
}

async function makeRoles(admin: Kysely<any>, logins: RegistryLogins): Promise<void> {
  for (const login of [logins.owner, logins.registry, logins.gateway]) await makeRole(admin, login);
  const owner = sql.id(roleOf(logins.owner));
  await sql`grant ${owner} to current_user`.execute(admin);
  await sql`create schema if not exists ${sql.id(REGISTRY_SCHEMA)} authorization ${owner}`.execute(admin);
}

async function grant(owner: Kysely<any>, logins: RegistryLogins): Promise<void> {
  const schema = sql.id(REGISTRY_SCHEMA);
  const [registry, gateway] = [sql.id(roleOf(logins.registry)), sql.id(roleOf(logins.gateway))];
  await sql`revoke all on schema ${schema} from public`.execute(owner);
  await sql`grant usage on schema ${schema} to ${registry}, ${gateway}`.execute(owner);
  await sql`grant select on all tables in schema ${schema} to ${registry}`.execute(owner);
  await sql`grant insert on ${tables(WRITTEN_BY_REGISTRY)} to ${registry}`.execute(owner);
  await sql`grant delete on ${tables(FORGOTTEN_BY_REGISTRY)} to ${registry}`.execute(owner);
  await sql`grant select on ${tables(READ_BY_GATEWAYS)} to ${gateway}`.execute(owner);
  await sql`grant insert on ${tables(WRITTEN_BY_GATEWAYS)} to ${gateway}`.execute(owner);
}

function tables(names: readonly string[]) {
  return sql.join(names.map((name) => sql.id(REGISTRY_SCHEMA, name)));
}
