import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { openDatabase } from '../../subgraphs/kit/database.ts';
import { hashOf } from './access/tokens.ts';
import { REGISTRY_SCHEMA, registryLogin } from './database/logins.ts';
import type { RegistryTables } from './database/tables.ts';
import { Registry } from './publication/registry.ts';

const SHORTEST_TOKEN = 16;
/** How often is looked whether an announced day has come, and what has grown old. */
const LOOK_EVERY_MS = 600_000;

export interface OpenRegistry {
  readonly registry: Registry;
  readonly stop: () => Promise<void>;
}

/** Opens the registry with the login of its own role. `REGISTRY_TOKEN` is the operator's, if it is set. */
export async function openRegistry(environment: NodeJS.ProcessEnv): Promise<OpenRegistry> {
  const token = environment['REGISTRY_TOKEN'];
  if (token && token.length < SHORTEST_TOKEN)
    throw new Error(`REGISTRY_TOKEN must have ${SHORTEST_TOKEN} characters or more, but has ${token.length}.`);
  const db = openDatabase<RegistryTables>(registryLogin(environment), {
    schema: REGISTRY_SCHEMA,
    statementTimeoutMs: 10_000,
  });
  const registry = new Registry(db, environment);
  if (token) await knowOperator(db, token);
  const keepUp = async () => {
    await registry
      .retireDue()
      .catch((error: unknown) => console.error('A subgraph whose day has come is still in the graph:', error));
    await registry
      .forgetOldUses()
      .catch((error: unknown) => console.error('What clients used long ago is not forgotten:', error));
  };
  await keepUp();
  const timer = setInterval(() => void keepUp(), LOOK_EVERY_MS);
  timer.unref();
  return {
    registry,
    stop: async () => {
      clearInterval(timer);
      await registry.stop();
      await db.destroy();
    },
  };
}

async function knowOperator(db: Kysely<RegistryTables>, token: string): Promise<void> {
  await db
    .insertInto('token')
    .values({
      hash: hashOf(token),
      agency: null,
      scopes: ['operate'],
      note: 'REGISTRY_TOKEN',
      expires_at: sql`'infinity'`,
    })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}
