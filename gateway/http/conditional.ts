import { hash } from 'node:crypto';

/** What the answer of one address depends on beside the address. */
export const VARY = 'accept, accept-encoding, authorization, cookie, origin';

/** A tag of the body's bytes, whatever they are encoded in: equal bodies have equal tags. */
export function etagOf(body: Uint8Array | string): string {
  return `W/"${hash('sha256', body, 'base64url').slice(0, 22)}"`;
}

/** Whether `If-None-Match` names this tag: then the client has the body. */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => opaque(tag.trim()) === opaque(etag));
}

/** What `Cache-Control` depends on. */
export interface Cacheable {
  readonly hasErrors: boolean;
  /** Who asked; empty for anybody. */
  readonly caller: string;
  /** For how many seconds every part of the answer may be kept; null where one part may change at any time. */
  readonly maxAge: number | null;
}

/** How long and for whom the answer of a GET request may be kept. Figures can be corrected at any time: caches ask each time. */
export function cacheControlOf({ hasErrors, caller, maxAge }: Cacheable): string {
  if (hasErrors) return 'no-store';
  const scope = caller === '' ? 'public' : 'private';
  return maxAge !== null && maxAge > 0 ? `${scope}, max-age=${Math.floor(maxAge)}` : `${scope}, no-cache`;
}

/** Weak comparison: a tag's text alone. */
function opaque(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}
