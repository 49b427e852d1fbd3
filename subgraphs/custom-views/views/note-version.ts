import { sql } from 'kysely';
import type { ViewContext } from '../context.ts';

/** Notes the version of this subgraph's own data. Before reading: what is read then is of that version or newer. */
export async function noteVersion({ db, read }: ViewContext): Promise<void> {
  if (read.dataVersion !== null) return;
  const { rows } = await sql<{ version: string }>`
    select number || '-' || installation as version from data_version`.execute(db);
  read.dataVersion ??= rows[0]!.version;
}
