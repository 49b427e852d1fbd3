import { sql } from 'kysely';
import type { FigureContext } from './context.ts';

/** `_settledUntil`: up to which instant everything that was recorded can be read. */
export async function settledUntil(_root: unknown, _args: unknown, { db }: FigureContext): Promise<string> {
  const { rows } = await sql<{ instant: string }>`select settled_until() as instant`.execute(db);
  return rows[0]!.instant;
}
