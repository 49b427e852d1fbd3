import { json } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import readJsonStat from 'jsonstat-toolkit';
import {
  aDocument,
  everyKind,
  exported,
  hostile,
  HOSTILE_TEXTS,
  twoDates,
} from '../../../test/support/exported-tables.ts';
import { faultsOfJsonStat } from '../../../test/support/json-stat-rules.ts';
import type { ExportedTable } from './exported-table.ts';
import { writeJsonStat } from './json-stat.ts';

const read = async (table: ExportedTable): Promise<any> => json(writeJsonStat(table, 'EN'));

describe('a table as JSON-stat', () => {
  it('keeps to the rules of the format', async () => {
    for (const table of [everyKind(), twoDates(), exported(aDocument()), ...HOSTILE_TEXTS.map(hostile)])
      expect(faultsOfJsonStat(await read(table))).toEqual([]);
  });

  it('is seen to break them where it does', async () => {
    const dataset = await read(everyKind());
    dataset.value.pop();
    dataset.dimension.unit.category.index.pop();
    expect(faultsOfJsonStat(dataset)).toEqual(
      expect.arrayContaining(['a value for each place', 'unit: as many categories as its size']),
    );
  });

  it('is read by the format’s own library: each value and status at its unit and column', async () => {
    const dataset = readJsonStat(await read(everyKind()));
    const { document } = everyKind();
    for (const row of document.rows) {
      for (const cell of row.cells)
        expect(dataset.Data({ unit: row.code, column: cell.column }).value).toBe(cell.value);
    }
    expect(dataset.Data({ unit: '06946-20250701', column: 'women' })).toEqual({ value: null, status: 'Q' });
    expect(dataset.Dimension('column').Category('rate').label).toBe('Workers abroad per 1,000 workers');
    expect(dataset.role).toMatchObject({ geo: ['unit'], metric: ['column'] });
  });

  it('has the days of boundaries as a dimension where there are two', async () => {
    const dataset = readJsonStat(await read(twoDates()));
    const at = (unit: string, boundaries: string) => dataset.Data({ unit, boundaries, column: 'latest' });
    expect(at('2-20211101', '2023-12-31')).toEqual({ value: 2, status: 'A' });
    expect(at('2-20211101', '2025-07-01')).toEqual({ value: 3, status: 'A' });
    expect(at('3-20250701', '2023-12-31').value).toBeNull();
  });

  it('has beside it what is known of each cell, of the units, the sources, the warnings and the view', async () => {
    const { extension, note, source } = await read(everyKind());
    expect(extension).toMatchObject({ view: 'v1', hash: 'ab'.repeat(32), frozenAt: '2026-11-23T08:00:00Z' });
    expect(extension.status.label).toMatchObject({ V: 'Unvalidated value', Q: 'Missing value; suppressed' });
    expect(extension.columns[1].formula).toBe('=LE_WORKERS_ABROAD / LE_WORKERS * 1000');
    expect(extension.rows[0]).toMatchObject({ validFrom: '2021-11-01', validTo: '2025-07-01', rank: { from: 1 } });
    expect(extension.sources[0]).toMatchObject({ number: 1, publisher: 'Báo Dân tộc', url: 'https://example.org/1' });
    expect(extension.cells[0]).toMatchObject({
      qualifier: 'EQ',
      unitMeasure: 'PS',
      sources: [1],
      warnings: ['UNLIKE_PERIODS'],
    });
    expect(extension.cells[3]).toMatchObject({ valueLow: 60, qualifier: 'GT', timePeriod: '2023-S1' });
    expect(extension.cells[4]).toMatchObject({ origin: 'IMPOSSIBLE', reason: 'no denominator' });
    expect(note).toContain('=press figures');
    expect(source).toBe('Báo Dân tộc');
  });
});
