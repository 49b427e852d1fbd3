import { createPublicKey } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { usedKeys } from './frozen-views.ts';
import { isSignedBy, keyIdOf, type SigningKey } from './signing-key.ts';

export type SignatureCheck = 'VALID' | 'INVALID' | 'UNKNOWN_KEY' | 'MISSING';

export interface SignedHash {
  readonly hash: string;
  /** Null: none. */
  readonly signature: string | null;
  /** Id of the key that the document names; null: it names none. */
  readonly keyId: string | null;
}

/** Whether a hash is signed by the key that its document names, one of this installation's. */
export async function checkSignature(
  db: Kysely<Tables>,
  current: SigningKey | null,
  { hash, signature, keyId }: SignedHash,
): Promise<SignatureCheck> {
  if (signature === null) return 'MISSING';
  const used = await usedKeys(db);
  const publicKey = current?.id === keyId ? current?.publicKey : used.find(({ id }) => id === keyId)?.public_key;
  // Another key in its place has another id.
  if (publicKey === undefined || keyIdOf(createPublicKey(publicKey)) !== keyId) return 'UNKNOWN_KEY';
  return isSignedBy(publicKey, hash, signature) ? 'VALID' : 'INVALID';
}
