import type { FastifyRequest } from 'fastify';
import { audited } from '../access/audit.ts';
import { authorize } from '../access/authorize.ts';
import type { Scope, TokenHolder } from '../access/tokens.ts';
import type { Registry } from '../publication/registry.ts';

export interface Asked {
  readonly scope: Scope;
  /** The agency that it concerns; null: none. */
  readonly agency: string | null;
  readonly action: string;
}

/** Does what the token of a request allows, and logs it; refuses anything else. */
export function allowed<Result>(
  { db }: Registry,
  request: FastifyRequest,
  { scope, agency, action }: Asked,
  work: (holder: TokenHolder) => Promise<Result>,
): Promise<Result> {
  return audited(db, { action, subgraph: agency }, async (by) => {
    const holder = await authorize(db, request.headers.authorization, scope, agency);
    by(holder.token);
    return work(holder);
  });
}
