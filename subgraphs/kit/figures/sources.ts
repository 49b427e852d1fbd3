import { join } from 'node:path';
import type { Selectable } from 'kysely';
import { readCsvTable } from '../csv-table.ts';
import type { SourceTable } from './tables.ts';

const COLUMNS = [
  'source_id',
  'publisher',
  'title',
  'year',
  'published',
  'date_basis',
  'url_or_repository',
  'licence',
  'retrieved_via',
  'checked_against',
] as const;

/** Reads the published sources of an agency's figures, by id. */
export function readSources(folder: string): ReadonlyMap<string, Selectable<SourceTable>> {
  const sources = new Map<string, Selectable<SourceTable>>();
  for (const row of readCsvTable(join(folder, 'sources.csv'), COLUMNS)) {
    const id = row.text('source_id');
    if (id === '' || sources.has(id)) throw row.fault('source_id', 'an id that no other source has');
    for (const column of ['publisher', 'title'] as const) {
      if (row.text(column) === '') throw row.fault(column, 'a text: a figure without a source is not served');
    }
    sources.set(id, {
      id,
      publisher: row.text('publisher'),
      title: row.text('title'),
      published: row.text('published') || row.text('year') || null,
      url: row.text('url_or_repository') || null,
      date_basis: row.text('date_basis') || null,
      licence: row.text('licence') || null,
      retrieved: row.text('retrieved_via') || null,
      checked_against: row.text('checked_against') || null,
    });
  }
  return sources;
}
