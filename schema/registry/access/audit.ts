import type { Kysely } from 'kysely';
import type { RegistryTables } from '../database/tables.ts';
import { RegistryError } from '../publication/registry-error.ts';

export interface AuditedAction {
  readonly action: string;
  readonly subgraph: string | null;
}

/** Does something and writes into the log that it was done, refused or failed, and by which token. */
export async function audited<Result>(
  db: Kysely<RegistryTables>,
  { action, subgraph }: AuditedAction,
  work: (by: (token: number) => void) => Promise<Result>,
): Promise<Result> {
  let token: number | null = null;
  const write = (outcome: 'done' | 'refused' | 'failed', detail: string) =>
    db
      .insertInto('audit')
      .values({ token, action, subgraph, outcome, detail: detail.slice(0, 2_000) })
      .execute();
  try {
    const result = await work((number) => (token = number));
    await write('done', '');
    return result;
  } catch (error) {
    const isRefusal = error instanceof RegistryError;
    // What is told of a failure stays in the server's own log.
    await write(isRefusal ? 'refused' : 'failed', isRefusal ? error.message : '').catch(() => undefined);
    throw error;
  }
}
