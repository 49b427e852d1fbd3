import { sql, type Kysely } from 'kysely';
import type { Indicator } from '../../kit/declarations.ts';
import type { Tables } from '../tables.ts';
import { sha256Of } from './canonical-json.ts';

/** Whether a version of the list of units is kept, and is what its version says. */
export async function areBoundariesKept(db: Kysely<Tables>, version: string): Promise<boolean> {
  const { rows } = await sql`
    select from boundaries where version = ${version} and encode(sha256(convert_to(content, 'UTF8')), 'hex') = version
  `.execute(db);
  return rows.length > 0;
}

/** The definitions of all indicators of a version; null where they are not kept, or are not what their version says. */
export async function keptDefinitions(db: Kysely<Tables>, version: string): Promise<readonly Indicator[] | null> {
  const found = await db.selectFrom('definitions').select('content').where('version', '=', version).executeTakeFirst();
  if (!found || sha256Of(found.content) !== version) return null;
  return JSON.parse(found.content) as readonly Indicator[];
}
