import { parse } from 'graphql';
import type { Kysely } from 'kysely';
import { readDeclarations } from '../../../subgraphs/kit/declarations.ts';
import type { Rights } from '../check/candidate.ts';
import type { RegistryTables } from '../database/tables.ts';
import { RegistryError } from './registry-error.ts';

/** An agency as it is registered. */
export interface RegisteredAgency {
  readonly name: string;
  readonly prefix: string | null;
  readonly owner: string;
  readonly contact: string;
  readonly grantedFields: readonly string[];
}

export async function agencies(db: Kysely<RegistryTables>): Promise<readonly RegisteredAgency[]> {
  const rows = await db
    .selectFrom('agency')
    .distinctOn('name')
    .selectAll()
    .orderBy('name')
    .orderBy('number', 'desc')
    .execute();
  return rows.map(({ name, prefix, owner, contact, granted_fields }) => ({
    name,
    prefix,
    owner,
    contact,
    grantedFields: granted_fields,
  }));
}

/** Registers an agency, or says anew what it is; the prefix of another is refused. */
export async function registerAgency(db: Kysely<RegistryTables>, agency: RegisteredAgency): Promise<void> {
  const { name, prefix, owner, contact, grantedFields } = agency;
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(name))
    throw new RegistryError(
      'BAD_REQUEST',
      `"${name}" cannot name an agency: send small letters, digits and "-", as in "ethnic-affairs".`,
    );
  if (prefix !== null && !/^[A-Z][A-Z0-9]{0,9}$/.test(prefix))
    throw new RegistryError(
      'BAD_REQUEST',
      `"${prefix}" cannot be a prefix: send one to ten capital letters and digits, as in "EA".`,
    );
  const others = await agencies(db);
  const taken = prefix !== null && others.find((other) => other.prefix === prefix && other.name !== name);
  if (taken) throw new RegistryError('CONFLICT', `The prefix ${prefix} is ${taken.name}'s: choose another.`);
  await db
    .insertInto('agency')
    .values({ name, prefix, owner, contact, granted_fields: [...grantedFields] })
    .execute();
}

/** Registers a subgraph of the release itself: an agency by what it declares, any other with a free hand over its own types. */
export async function registerOwn(db: Kysely<RegistryTables>, name: string, sdl: string): Promise<void> {
  const [agency] = readDeclarations(parse(sdl)).agencies;
  const rights = agency ? { prefix: agency.prefix, grantedFields: [] } : { prefix: null, grantedFields: ['*'] };
  await registerAgency(db, { name, ...rights, owner: 'Liên thông', contact: '' });
}

export async function rightsOf(db: Kysely<RegistryTables>, name: string): Promise<Rights> {
  const found = (await agencies(db)).find((agency) => agency.name === name);
  if (!found)
    throw new RegistryError(
      'NOT_FOUND',
      `No agency is registered as "${name}": its operator runs "npm run agency -- register ${name}".`,
    );
  return found;
}
