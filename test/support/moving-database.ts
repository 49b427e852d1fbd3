import type pg from 'pg';

/** Moves the version of an agency's data by plain SQL, and answers the new one. */
export async function moveDataVersion(
  query: <Row extends pg.QueryResultRow>(text: string) => Promise<Row[]>,
  schema: string,
): Promise<string> {
  await query(`update ${schema}.source set title = title where id = (select min(id) from ${schema}.source)`);
  const [row] = await query<{ version: string }>(
    `select number || '-' || installation as version from ${schema}.data_version`,
  );
  return row!.version;
}
