import { createHash, randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { RegistryTables } from '../database/tables.ts';
import { RegistryError } from '../publication/registry-error.ts';

/** What a token allows: an agency's own publications, or everything (`operate`). */
export const SCOPES = ['check', 'publish', 'retire', 'read', 'operate'] as const;
export type Scope = (typeof SCOPES)[number];

const MOST_DAYS = 366;
const MARK = 'lt_';

export interface NewToken {
  /** Null: the operator of the registry. */
  readonly agency: string | null;
  readonly scopes: readonly Scope[];
  readonly days: number;
  readonly note: string;
}

/** Makes a token; its text is told once and kept nowhere. */
export async function createToken(
  db: Kysely<RegistryTables>,
  { agency, scopes, days, note }: NewToken,
): Promise<{ readonly number: number; readonly token: string; readonly expiresAt: string }> {
  if (!(Number.isInteger(days) && days >= 1 && days <= MOST_DAYS))
    throw new RegistryError('BAD_REQUEST', `A token lasts from 1 to ${MOST_DAYS} days, but ${days} were asked.`);
  const unknown = scopes.find((scope) => !SCOPES.includes(scope));
  if (unknown !== undefined || scopes.length === 0)
    throw new RegistryError('BAD_REQUEST', `There is no scope "${unknown ?? ''}". There are: ${SCOPES.join(', ')}.`);
  if (scopes.includes('operate') !== (agency === null))
    throw new RegistryError('BAD_REQUEST', 'The scope "operate" is the operator\'s alone, who has no agency.');
  const token = `${MARK}${randomBytes(32).toString('base64url')}`;
  const { number, expires_at } = await db
    .insertInto('token')
    .values({
      hash: hashOf(token),
      agency,
      scopes: [...scopes],
      note,
      expires_at: sql`now() + make_interval(days => ${days})`,
    })
    .returning(['number', 'expires_at'])
    .executeTakeFirstOrThrow();
  return { number, token, expiresAt: expires_at };
}

/** A token is of no use from now on. Doing it again changes nothing. */
export async function revokeToken(db: Kysely<RegistryTables>, number: number): Promise<void> {
  const found = await db.selectFrom('token').select('number').where('number', '=', number).executeTakeFirst();
  if (!found)
    throw new RegistryError('NOT_FOUND', `There is no token ${number}: "npm run agency -- token list" lists them.`);
  await db
    .insertInto('revocation')
    .values({ token: number })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface ListedToken {
  readonly number: number;
  readonly agency: string | null;
  readonly scopes: readonly string[];
  readonly note: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
}

/** All tokens, without their texts, which nobody keeps. */
export async function listTokens(db: Kysely<RegistryTables>): Promise<readonly ListedToken[]> {
  return db
    .selectFrom('token')
    .leftJoin('revocation', 'revocation.token', 'token.number')
    .select([
      'number',
      'agency',
      'scopes',
      'note',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'revoked_at as revokedAt',
    ])
    .orderBy('number')
    .execute();
}

export interface TokenHolder {
  readonly token: number;
  /** Null: the operator. */
  readonly agency: string | null;
  readonly scopes: readonly string[];
}

/** Whose token this is; null for one that is unknown, has expired or was revoked. */
export async function holderOf(db: Kysely<RegistryTables>, token: string): Promise<TokenHolder | null> {
  const found = await db
    .selectFrom('token')
    .leftJoin('revocation', 'revocation.token', 'token.number')
    .select(['number', 'agency', 'scopes'])
    .where('hash', '=', hashOf(token))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .executeTakeFirst();
  return found ? { token: found.number, agency: found.agency, scopes: found.scopes } : null;
}

/** Only this is kept. The token is random and long, so that a plain hash cannot be guessed backwards. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
