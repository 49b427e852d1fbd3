import { createHmac } from 'node:crypto';
import { environmentPrefix } from './environment.ts';
import type { SubgraphLogins } from './provision.ts';
import type { Subgraph } from './subgraph.ts';

type Named = Pick<Subgraph, 'name' | 'databaseSchema'>;

/**
 * The logins of a subgraph: `<AGENCY>_DATABASE_URL` and `<AGENCY>_OWNER_DATABASE_URL`, or else roles of the database that
 * `DATABASE_URL` names, with passwords derived from its password, so that none has to be stored.
 */
export function loginsOf(subgraph: Named, environment: NodeJS.ProcessEnv): SubgraphLogins {
  const prefix = environmentPrefix(subgraph.name);
  return {
    owner: loginOf(`${prefix}_OWNER_DATABASE_URL`, `${subgraph.databaseSchema}_owner`, environment),
    reader: readerLoginOf(subgraph, environment),
  };
}

/** The login of the role that serves the subgraph; a service needs no other. */
export function readerLoginOf(subgraph: Named, environment: NodeJS.ProcessEnv): string {
  const prefix = environmentPrefix(subgraph.name);
  return loginOf(`${prefix}_DATABASE_URL`, `${subgraph.databaseSchema}_reader`, environment);
}

/** The login that a variable gives, or else that of a role of the database that `DATABASE_URL` names. */
export function loginOf(variable: string, role: string, environment: NodeJS.ProcessEnv): string {
  return givenLogin(variable, environment) ?? derivedLogin(role, variable, environment);
}

function derivedLogin(role: string, variable: string, environment: NodeJS.ProcessEnv): string {
  const admin = environment['DATABASE_URL'];
  if (!admin) {
    throw new Error(`No database is known for ${role}: set ${variable}, or DATABASE_URL for an administrator's login.`);
  }
  const url = parseDatabaseUrl('DATABASE_URL', admin);
  if (!url.password) {
    throw new Error(`DATABASE_URL has no password to derive ${role}'s from: add one, or set ${variable}.`);
  }
  const password = createHmac('sha256', decodeURIComponent(url.password)).update(role).digest('base64url');
  url.username = role;
  url.password = password;
  return url.href;
}

function givenLogin(variable: string, environment: NodeJS.ProcessEnv): string | null {
  const login = environment[variable];
  if (!login) return null;
  if (parseDatabaseUrl(variable, login).username === '')
    throw new Error(`${variable} must name a role: postgres://role:password@host/database.`);
  return login;
}

function parseDatabaseUrl(variable: string, text: string): URL {
  if (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new Error(`${variable} must read like postgres://user:password@host:5432/database.`);
}
