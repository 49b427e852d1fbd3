import { badInput } from '../../kit/errors.ts';
import type { ViewContext } from '../context.ts';
import { isHash, sha256Of } from './canonical-json.ts';
import { configurationOf } from './configuration.ts';
import { checkSignature, type SignatureCheck } from './check-signature.ts';
import { readFrozenDocument } from './frozen-document.ts';
import { findDocument, findFrozen } from './frozen-views.ts';
import { impossible, recompute, type Recomputed } from './recompute.ts';

export interface Verification extends Recomputed {
  readonly hash: string;
  readonly isVerified: boolean;
  readonly isHashRight: boolean;
  readonly signature: SignatureCheck;
  readonly keyId: string | null;
}

export interface Claim {
  readonly hash: string;
  readonly document?: string | null;
  readonly signature?: string | null;
}

/** Verifies what is kept under a hash, or a document that somebody holds: hash, signature, and figures computed again. */
export async function verifyView(claim: Claim, context: ViewContext): Promise<Verification> {
  const { hash } = claim;
  if (!isHash(hash)) throw badInput(`A hash has 64 hexadecimal digits in lower case, but got: "${hash.slice(0, 80)}".`);
  // Also what was changed by hand must be noticed, which moves no version.
  context.read.isForNow = true;
  const kept = await findFrozen(context.db, hash);
  const text = claim.document ?? (kept && (await findDocument(context.db, hash)));
  if (text === null) throw badInput(`No view was frozen here with the hash ${hash}. Send its document to verify that.`);

  const document = readFrozenDocument(text);
  const isHashRight = sha256Of(text) === hash;
  const keyId = document?.signingKey ?? null;
  const signature = await checkSignature(context.db, configurationOf(context).signingKey, {
    hash,
    signature: claim.signature ?? kept?.signature ?? null,
    keyId,
  });
  const isGenuine = isHashRight && signature === 'VALID';
  const recomputed = !document
    ? impossible('The document is no frozen view.')
    : isGenuine
      ? await recompute(document, context)
      : claim.document == null
        ? await recompute(document, context).catch(() =>
            impossible('The document has been changed, and cannot be read.'),
          )
        : impossible('It is not computed again, since it is not a document that this installation signed.');
  return {
    hash,
    isVerified: isGenuine && recomputed.recomputation === 'AGREES',
    isHashRight,
    signature,
    keyId,
    ...recomputed,
  };
}
