import type { Kysely, Selectable } from 'kysely';
import type { SheetUpload } from '../sheet-agency.ts';
import type { SheetTables, UploadTable } from './tables.ts';

/** The sheet of each agency that was uploaded last. */
export async function lastUploads(db: Kysely<SheetTables>): Promise<readonly (readonly [string, () => SheetUpload])[]> {
  const rows = await db
    .selectFrom('upload')
    .selectAll()
    .distinctOn('agency')
    .orderBy('agency')
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => [row.agency, () => toUpload(row)] as const);
}

export async function lastUpload(db: Kysely<SheetTables>, agency: string): Promise<SheetUpload | null> {
  const row = await db
    .selectFrom('upload')
    .selectAll()
    .where('agency', '=', agency)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toUpload(row) : null;
}

export async function keepUpload(db: Kysely<SheetTables>, upload: SheetUpload): Promise<void> {
  const { definition, fileName: file_name, content } = upload;
  const row = { agency: definition.name, definition: JSON.stringify(definition), file_name, content };
  await db.insertInto('upload').values(row).execute();
}

function toUpload({ definition, file_name: fileName, content }: Selectable<UploadTable>): SheetUpload {
  return { definition: JSON.parse(definition), fileName, content };
}
