import { GraphQLError } from 'graphql';
import { sql, type Transaction } from 'kysely';
import { numberFromEnvironment } from '../../kit/environment.ts';
import type { Tables } from '../tables.ts';

export const MEBIBYTE = 1024 * 1024;
/** Largest document of a frozen view, in bytes. */
export const LARGEST_DOCUMENT = 20 * MEBIBYTE;

/** How much is kept until access control says who may keep what. */
export interface Quotas {
  /** Saved views in all. */
  readonly views: number;
  /** Views saved, and views frozen, in 24 hours. */
  readonly perDay: number;
  /** Documents of all frozen views together, in MiB. */
  readonly frozenMb: number;
}

export function readQuotas(environment: NodeJS.ProcessEnv): Quotas {
  return {
    views: numberFromEnvironment('VIEWS_QUOTA', 10_000, environment),
    perDay: numberFromEnvironment('VIEWS_PER_DAY', 500, environment),
    frozenMb: numberFromEnvironment('FROZEN_VIEWS_QUOTA_MB', 10_240, environment),
  };
}

/** Refuses one more saved view where there are enough. Of two at once the second sees the first. */
export async function requireRoomForView(transaction: Transaction<Tables>, quotas: Quotas): Promise<void> {
  await oneAtATime(transaction);
  const { rows } = await sql<{ all: number; today: number }>`
    select count(*) as all, count(*) filter (where saved_at > now() - interval '1 day') as today
    from saved_view`.execute(transaction);
  const { all, today } = rows[0]!;
  if (all >= quotas.views) throw quotaExceeded(`${all} views are saved, and no more are kept`, 'VIEWS_QUOTA');
  if (today >= quotas.perDay) throw quotaExceeded(`${today} views were saved in 24 hours`, 'VIEWS_PER_DAY');
}

/** Refuses a frozen view of so many bytes where there is no room. */
export async function requireRoomForFrozen(
  transaction: Transaction<Tables>,
  bytes: number,
  quotas: Quotas,
): Promise<void> {
  await oneAtATime(transaction);
  const { rows } = await sql<{ bytes: number; today: number }>`
    select coalesce(sum(bytes), 0)::bigint as bytes, count(*) filter (where frozen_at > now() - interval '1 day') as today
    from frozen_view`.execute(transaction);
  const { bytes: kept, today } = rows[0]!;
  if (kept + bytes > quotas.frozenMb * MEBIBYTE)
    throw quotaExceeded(`Frozen views fill the ${quotas.frozenMb} MiB there are`, 'FROZEN_VIEWS_QUOTA_MB');
  if (today >= quotas.perDay) throw quotaExceeded(`${today} views were frozen in 24 hours`, 'VIEWS_PER_DAY');
}

async function oneAtATime(transaction: Transaction<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('lien-thong views'))`.execute(transaction);
}

function quotaExceeded(found: string, variable: string): GraphQLError {
  return new GraphQLError(`${found}. The operator of this installation can raise ${variable}.`, {
    extensions: { code: 'QUOTA_EXCEEDED' },
  });
}
