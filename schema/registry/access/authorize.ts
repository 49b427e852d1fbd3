import type { Kysely } from 'kysely';
import type { RegistryTables } from '../database/tables.ts';
import { RegistryError } from '../publication/registry-error.ts';
import { holderOf, type Scope, type TokenHolder } from './tokens.ts';

const HOW =
  'Send "Authorization: Bearer TOKEN" with the token that the operator of the registry gave you (LIEN_THONG_TOKEN for "npm run agency").';

/** Who asks, if the token allows this for this agency; the operator may do everything. */
export async function authorize(
  db: Kysely<RegistryTables>,
  header: string | undefined,
  scope: Scope,
  agency: string | null,
): Promise<TokenHolder> {
  const token = /^Bearer (\S{1,200})$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw new RegistryError('UNAUTHENTICATED', `This needs a token. ${HOW}`);
  const holder = await holderOf(db, token);
  if (!holder) throw new RegistryError('UNAUTHENTICATED', `The token is unknown, has expired or was revoked. ${HOW}`);
  if (holder.scopes.includes('operate')) return holder;
  if (!holder.scopes.includes(scope))
    throw new RegistryError('FORBIDDEN', `The token allows ${holder.scopes.join(', ')}, and not ${scope}.`);
  if (agency !== null && holder.agency !== agency)
    throw new RegistryError(
      'FORBIDDEN',
      `The token is ${holder.agency}'s, and publishes nothing under the name ${agency}.`,
    );
  return holder;
}
