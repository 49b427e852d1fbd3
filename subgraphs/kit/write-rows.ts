import { sql, type Transaction } from 'kysely';

/** Inserts rows of one shape by one statement; with `key`, rows that exist are brought up to date. */
export async function insertRows(
  transaction: Transaction<any>,
  table: string,
  rows: readonly object[],
  key?: readonly string[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(rows[0]!);
  const columns = sql.join(names.map((column) => sql.ref(column)));
  const updates = sql.join(names.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`));
  const onConflict = key
    ? sql`on conflict (${sql.join(key.map((column) => sql.ref(column)))}) do update set ${updates}`
    : sql``;
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
    ${onConflict}`.execute(transaction);
}

/** Writes the rows that do not stand in the table as they are; answers how many. Nothing to write leaves the data version alone. */
export async function writeChangedRows(
  transaction: Transaction<any>,
  table: string,
  rows: readonly object[],
  key: readonly string[],
): Promise<number> {
  const known = new Set((await transaction.selectFrom(table).selectAll().execute()).map(canonical));
  const changed = rows.filter((row) => !known.has(canonical(row)));
  await insertRows(transaction, table, changed, key);
  return changed.length;
}

/** Removes the rows whose keys are not among these; nothing to remove leaves the data version alone. */
export async function removeOtherRows(
  transaction: Transaction<any>,
  table: string,
  rows: readonly object[],
  key: readonly string[],
): Promise<void> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const others = sql`(${columns}) not in (
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb))`;
  const { rows: found } = await sql`select from ${sql.table(table)} where ${others} limit 1`.execute(transaction);
  if (found.length > 0) await sql`delete from ${sql.table(table)} where ${others}`.execute(transaction);
}

function canonical(row: object): string {
  return JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
