import type { Insertable, Kysely, Selectable } from 'kysely';
import { badInput } from '../../kit/errors.ts';
import type { FrozenViewTable, SigningKeyTable, Tables } from '../tables.ts';
import { requireRoomForFrozen, type Quotas } from './quotas.ts';
import type { SigningKey } from './signing-key.ts';

export type FrozenView = Selectable<FrozenViewTable>;
/** What is read of a frozen view before somebody asks for its document. */
export type FrozenViewHead = Omit<FrozenView, 'document'>;

const HEAD = [
  'hash',
  'view_id',
  'frozen_at',
  'boundaries_version',
  'definitions_version',
  'bytes',
  'key_id',
  'signature',
] as const;
const MOST_LISTED = 100;

export interface NewFrozenView {
  readonly frozen: Insertable<FrozenViewTable>;
  /** Content of the version of the definitions. */
  readonly definitions: string;
  readonly key: SigningKey;
}

/** Keeps a frozen view, the definitions that it was computed by, and the public half of its key. */
export async function insertFrozen(
  db: Kysely<Tables>,
  { frozen, definitions, key }: NewFrozenView,
  quotas: Quotas,
): Promise<FrozenViewHead> {
  return db.transaction().execute(async (transaction) => {
    await requireRoomForFrozen(transaction, frozen.bytes, quotas);
    await transaction
      .insertInto('definitions')
      .values({ version: frozen.definitions_version, content: definitions })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .insertInto('signing_key')
      .values({ id: key.id, public_key: key.publicKey })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    // The same view frozen twice in one millisecond is one.
    await transaction
      .insertInto('frozen_view')
      .values(frozen)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return transaction.selectFrom('frozen_view').select(HEAD).where('hash', '=', frozen.hash).executeTakeFirstOrThrow();
  });
}

export async function findFrozen(db: Kysely<Tables>, hash: string): Promise<FrozenViewHead | null> {
  return (await db.selectFrom('frozen_view').select(HEAD).where('hash', '=', hash).executeTakeFirst()) ?? null;
}

export async function findDocument(db: Kysely<Tables>, hash: string): Promise<string | null> {
  const found = await db.selectFrom('frozen_view').select('document').where('hash', '=', hash).executeTakeFirst();
  return found?.document ?? null;
}

/** The frozen views of a view, the latest first. */
export async function frozenOf(db: Kysely<Tables>, view: string, first: number): Promise<FrozenViewHead[]> {
  if (first < 1 || first > MOST_LISTED) throw badInput(`first must be from 1 to ${MOST_LISTED}, but got: ${first}.`);
  return db
    .selectFrom('frozen_view')
    .select(HEAD)
    .where('view_id', '=', view)
    .orderBy('frozen_at', 'desc')
    .orderBy('hash')
    .limit(first)
    .execute();
}

/** The keys that were used, the latest first. */
export async function usedKeys(db: Kysely<Tables>): Promise<Selectable<SigningKeyTable>[]> {
  return db.selectFrom('signing_key').selectAll().orderBy('first_used_at', 'desc').orderBy('id').execute();
}
