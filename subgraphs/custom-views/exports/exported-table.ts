import type { TableDocument } from '../table/document.ts';

/** Language of headings, labels and texts of an export. */
export type ExportLanguage = 'VI' | 'EN';

/** A table on its way out, whole: every row of every page. */
export interface ExportedTable {
  readonly document: TableDocument;
  readonly title: string | null;
  readonly notes: string | null;
  /** Id of the saved view; null for a table that was asked only now. */
  readonly view: string | null;
  /** SHA-256 of the frozen document, in hexadecimal; null where it is live. */
  readonly hash: string | null;
  readonly frozenAt: string | null;
}

/** When this export was made; that of a frozen table is the same for ever. */
export function preparedAt({ frozenAt }: ExportedTable): string {
  return frozenAt ?? new Date().toISOString();
}

/** The instant whose knowledge the table shows. */
export function knownAt(table: ExportedTable): string {
  return table.document.asOf ?? preparedAt(table);
}
