import type { ViewContext } from '../context.ts';
import { configurationOf } from './configuration.ts';
import { usedKeys } from './frozen-views.ts';

export interface KnownKey {
  readonly id: string;
  readonly publicKey: string;
  readonly firstUsedAt: string | null;
  readonly isCurrent: boolean;
}

/** The key that is signed with now, and those that were, the current one first. */
export async function signingKeys(context: ViewContext): Promise<readonly KnownKey[]> {
  const current = configurationOf(context).signingKey;
  const used = (await usedKeys(context.db)).map(({ id, public_key, first_used_at }) => ({
    id,
    publicKey: public_key,
    firstUsedAt: first_used_at,
    isCurrent: id === current?.id,
  }));
  if (current && !used.some(({ isCurrent }) => isCurrent))
    return [{ id: current.id, publicKey: current.publicKey, firstUsedAt: null, isCurrent: true }, ...used];
  return used.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}
