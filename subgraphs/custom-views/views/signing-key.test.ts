import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sha256Of } from './canonical-json.ts';
import { isSignedBy, readSigningKey } from './signing-key.ts';

/** The first test of RFC 8032, section 7.1, as PKCS #8: a key that everybody knows. */
const PEM = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
`;
const HASH = sha256Of('a document');

describe('the key that views are signed with', () => {
  const key = readSigningKey({ VIEW_SIGNING_KEY: PEM })!;

  it('signs a hash so that whoever has the public key can verify it', () => {
    const signature = key.sign(HASH);
    expect(isSignedBy(key.publicKey, HASH, signature)).toBe(true);
    // Without this project's code.
    expect(verify(null, Buffer.from(HASH, 'hex'), key.publicKey, Buffer.from(signature, 'base64'))).toBe(true);
    expect(key.publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(key.publicKey).toContain('11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=');
  });

  it('signs no other hash, and no other key signs so', () => {
    const other = readSigningKey({ VIEW_SIGNING_KEY: pemOf('ed25519') })!;
    expect(isSignedBy(key.publicKey, sha256Of('a documenu'), key.sign(HASH))).toBe(false);
    expect(isSignedBy(key.publicKey, HASH, other.sign(HASH))).toBe(false);
    expect(isSignedBy(key.publicKey, HASH, 'no signature')).toBe(false);
    expect(other.id).not.toBe(key.id);
  });

  it('has the hash of the public key as its id', () => {
    // The 12 bytes before any such key, and the key of RFC 8032, by xxd -r -p | sha256sum.
    expect(key.id).toBe('06e3fd8fda29bb60ab59557de61edb0aecdb231134be30e75b455f8e1b792fa9');
  });

  it('is read from a file, or from one line of a variable', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lien-thong-key-'));
    try {
      const file = join(folder, 'key.pem');
      writeFileSync(file, PEM);
      expect(readSigningKey({ VIEW_SIGNING_KEY_FILE: file })!.id).toBe(key.id);
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(readSigningKey({ VIEW_SIGNING_KEY: PEM.replaceAll('\n', '\\n') })!.id).toBe(key.id);
  });

  it('may be left out', () => {
    expect(readSigningKey({})).toBeNull();
    expect(readSigningKey({ VIEW_SIGNING_KEY: '', VIEW_SIGNING_KEY_FILE: '' })).toBeNull();
  });

  it.each([
    [
      'a text that is no key',
      { VIEW_SIGNING_KEY: 'secret words' },
      /^VIEW_SIGNING_KEY must hold a private Ed25519 key/,
    ],
    ['a key of another kind', { VIEW_SIGNING_KEY: pemOf('x25519') }, /^VIEW_SIGNING_KEY must hold/],
    ['a public key', { VIEW_SIGNING_KEY: key.publicKey }, /^VIEW_SIGNING_KEY must hold/],
    ['a file that is not there', { VIEW_SIGNING_KEY_FILE: '/no/key.pem' }, /names \/no\/key.pem, which cannot be read/],
    ['both variables', { VIEW_SIGNING_KEY: PEM, VIEW_SIGNING_KEY_FILE: 'key.pem' }, /not both/],
  ])('is refused by name, and not shown: %s', (_, environment, message) => {
    const told = (() => {
      try {
        readSigningKey(environment);
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(told).toMatch(message);
    expect(told).not.toContain('secret words');
  });
});

function pemOf(kind: 'ed25519' | 'x25519'): string {
  const { privateKey } = kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}
