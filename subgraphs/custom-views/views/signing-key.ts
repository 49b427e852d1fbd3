import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The key that views are signed with. */
export interface SigningKey {
  readonly id: string;
  /** PEM. */
  readonly publicKey: string;
  /** Signs the 32 bytes of a hash that is given in hexadecimal digits; base64. */
  readonly sign: (hash: string) => string;
}

const HOW_TO_MAKE = 'Make one by: openssl genpkey -algorithm ed25519 -out signing-key.pem';

/** Reads VIEW_SIGNING_KEY_FILE or VIEW_SIGNING_KEY; null where neither is set. Never says what it read. */
export function readSigningKey(environment: NodeJS.ProcessEnv): SigningKey | null {
  const { VIEW_SIGNING_KEY_FILE: file, VIEW_SIGNING_KEY: text } = environment;
  if (file && text) throw new Error('Set VIEW_SIGNING_KEY_FILE or VIEW_SIGNING_KEY, not both.');
  if (file) return signingKeyOf(readKeyFile(file), 'VIEW_SIGNING_KEY_FILE');
  // A variable in one line has its line ends as "\n".
  return text ? signingKeyOf(text.replaceAll('\\n', '\n'), 'VIEW_SIGNING_KEY') : null;
}

/** SHA-256 of the key in DER (SubjectPublicKeyInfo), in hexadecimal digits. */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** Whether the signature, base64, is that of the key, PEM, over the hash. */
export function isSignedBy(publicKey: string, hash: string, signature: string): boolean {
  return verify(null, Buffer.from(hash, 'hex'), publicKey, Buffer.from(signature, 'base64'));
}

function readKeyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`VIEW_SIGNING_KEY_FILE names ${file}, which cannot be read. ${HOW_TO_MAKE}`, { cause: error });
  }
}

function signingKeyOf(pem: string, variable: string): SigningKey {
  const privateKey = privateKeyOf(pem);
  if (privateKey?.asymmetricKeyType !== 'ed25519')
    throw new Error(`${variable} must hold a private Ed25519 key in PEM, without a passphrase. ${HOW_TO_MAKE}`);
  const publicKey = createPublicKey(privateKey);
  return {
    id: keyIdOf(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (hash) => sign(null, Buffer.from(hash, 'hex'), privateKey).toString('base64'),
  };
}

function privateKeyOf(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
