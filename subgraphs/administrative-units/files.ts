import { join } from 'node:path';
import type { Insertable } from 'kysely';
import type { CodeList } from '../kit/code-lists.ts';
import { readCsvTable } from '../kit/csv-table.ts';
import { isDay } from '../kit/calendar.ts';
import { digestOf, type Submission } from '../kit/submission.ts';
import { removeOtherRows, writeChangedRows } from '../kit/write-rows.ts';
import { folded, searchForm } from '../kit/fold.ts';
import type { LineageTable, Tables, UnitTable } from './tables.ts';

const UNIT_COLUMNS = [
  'code',
  'gso_code',
  'name_vi',
  'name_en',
  'level',
  'kind',
  'parent_code',
  'valid_from',
  'valid_to',
  'territory_code',
] as const;
const LINEAGE_COLUMNS = [
  'predecessor_code',
  'successor_code',
  'effective_date',
  'share',
  'kind',
  'legal_basis',
] as const;
const LEVELS = ['province', 'district', 'commune'] as const;
const CHANGES = ['merge', 'split', 'rename', 'transfer', 'abolish'] as const;

export interface UnitFiles {
  readonly units: readonly Insertable<UnitTable>[];
  readonly lineage: readonly Insertable<LineageTable>[];
}

/** Reads and checks the list of units and their lineage. */
export function readUnitFiles(folder: string, codeLists: ReadonlyMap<string, CodeList>): UnitFiles {
  const kinds = codeLists.get('ADMINISTRATIVE_KIND')!.codes;
  const rows = readCsvTable(join(folder, 'units.csv'), UNIT_COLUMNS);
  const codes = new Set<string>();
  const units = rows.map((row): Insertable<UnitTable> => {
    if (!/^(\d{2}|\d{3}|\d{5})-\d{8}$/.test(row.text('code')) || codes.has(row.text('code'))) {
      throw row.fault('code', 'a dated key such as 417-20211101 that stands once');
    }
    codes.add(row.text('code'));
    for (const column of ['valid_from', 'valid_to'] as const) {
      if (row.text(column) !== '' && !isDay(row.text(column)))
        throw row.fault(column, 'a day such as 2025-07-01, or nothing');
    }
    const kind = row.text('kind').toUpperCase();
    const kindWord = kinds.get(kind)?.vi;
    if (kindWord === undefined) throw row.fault('kind', `one of ${[...kinds.keys()].join(', ').toLowerCase()}`);
    const name = row.text('name_vi');
    return {
      code: row.text('code'),
      gso_code: row.text('gso_code'),
      name_vi: name,
      name_en: row.text('name_en'),
      name_search: searchForm(name),
      name_folded: folded(name),
      full_name_search: searchForm(`${kindWord} ${name}`),
      full_name_folded: folded(`${kindWord} ${name}`),
      level: row.oneOf('level', LEVELS).toUpperCase() as UnitTable['level'],
      kind,
      parent_code: row.text('parent_code') || null,
      valid_from: row.text('valid_from') || null,
      valid_to: row.text('valid_to') || null,
      territory_code: row.text('territory_code'),
    };
  });
  for (const row of rows) {
    if (row.text('parent_code') !== '' && !codes.has(row.text('parent_code')))
      throw row.fault('parent_code', 'the key of a unit of this file');
    if (!codes.has(row.text('territory_code'))) throw row.fault('territory_code', 'the key of a unit of this file');
  }
  const pairs = new Set<string>();
  const lineage = readCsvTable(join(folder, 'lineage.csv'), LINEAGE_COLUMNS).map((row): Insertable<LineageTable> => {
    for (const column of ['predecessor_code', 'successor_code'] as const) {
      if (!codes.has(row.text(column))) throw row.fault(column, 'the key of a unit of units.csv');
    }
    const pair = `${row.text('predecessor_code')} ${row.text('successor_code')}`;
    if (pairs.has(pair)) throw row.fault('successor_code', 'a successor that stands once for its predecessor');
    pairs.add(pair);
    const share = row.number('share');
    if (share !== null && (share < 0 || share > 1)) throw row.fault('share', 'a share from 0 to 1, or nothing');
    if (!isDay(row.text('effective_date'))) throw row.fault('effective_date', 'a day such as 2025-07-01');
    return {
      predecessor_code: row.text('predecessor_code'),
      successor_code: row.text('successor_code'),
      effective_date: row.text('effective_date'),
      share,
      kind: row.oneOf('kind', CHANGES).toUpperCase() as LineageTable['kind'],
      legal_basis: row.text('legal_basis'),
    };
  });
  return { units, lineage };
}

/** The files as a submission: rows that stand as recorded are left alone. */
export function unitSubmission({ units, lineage }: UnitFiles): Submission<Tables> {
  return {
    records: units.length + lineage.length,
    digest: digestOf(units, lineage),
    async write(transaction, onRecords) {
      const newUnits = await writeChangedRows(transaction, 'unit', units, ['code']);
      onRecords(units.length);
      const key = ['predecessor_code', 'successor_code'];
      const newLineage = await writeChangedRows(transaction, 'lineage', lineage, key);
      // A step that was recorded by mistake is taken back; units never are: figures hang from them.
      await removeOtherRows(transaction, 'lineage', lineage, key);
      onRecords(lineage.length);
      return newUnits + newLineage;
    },
  };
}
