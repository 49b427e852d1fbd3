import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The one JSON text that a value has by RFC 8785: members in order, numbers and escapes written one way. */
export function canonicalJson(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('A value has no JSON.');
  return text;
}

/** SHA-256 of the text in UTF-8, in hexadecimal digits. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether a text can be such a hash. */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
