import type { ColumnType, Generated } from 'kysely';

/** A sheet as it was uploaded; the latest row of an agency is the one that is served. Rows are only added. */
export interface UploadTable {
  number: Generated<number>;
  agency: string;
  /** `agency.json`. */
  definition: string;
  file_name: string;
  content: Buffer;
  uploaded_at: ColumnType<string, never, never>;
}

export interface SheetTables {
  upload: UploadTable;
}
