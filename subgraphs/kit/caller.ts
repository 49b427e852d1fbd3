import { createHash, timingSafeEqual } from 'node:crypto';

/** The headers that say who asks. */
export interface CallerHeaders {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
}

/**
 * Tells callers apart without keeping what they authenticate with: the hash of each header, joined by a dot. Empty for a request that
 * says nothing of its caller.
 */
export function callerOf({ authorization, cookie }: CallerHeaders): string {
  if (authorization === undefined && cookie === undefined) return '';
  return `${hashOf(authorization)}.${hashOf(cookie)}`;
}

/** Whether the caller sent this `Authorization` header, whatever else it sent; takes as long for any other. */
export function hasAuthorization(caller: string, authorization: string): boolean {
  const [sent, expected] = [caller.split('.', 1)[0]!, hashOf(authorization)].map((hash) => Buffer.from(hash));
  return sent!.length === expected!.length && timingSafeEqual(sent!, expected!);
}

function hashOf(header: string | undefined): string {
  return header === undefined ? '' : createHash('sha256').update(header).digest('base64url');
}
