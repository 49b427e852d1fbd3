import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import {
  aCell,
  aColumn,
  aDocument,
  aRow,
  everyKind,
  exported,
  hostile,
  HOSTILE_TEXTS,
} from '../../../test/support/exported-tables.ts';
import type { ExportedTable, ExportLanguage } from './exported-table.ts';
import { writeXlsx } from './xlsx.ts';

const read = async (table: ExportedTable, language: ExportLanguage = 'EN') =>
  readXlsx(await buffer(writeXlsx(table, language)), { readStyles: true });
const rowsOf = (sheet: { rows: readonly unknown[][] }) => {
  const [heading, ...rows] = sheet.rows;
  return rows.map((row) => Object.fromEntries(row.map((value, place) => [String(heading![place]), value])));
};
const utc = (day: string) => new Date(`${day}T00:00:00Z`);

describe('a table as a workbook', () => {
  it('has its data, sources and notes on sheets that are named in the language', async () => {
    expect((await read(everyKind(), 'VI')).sheets.map(({ name }) => name)).toEqual(['Số liệu', 'Nguồn', 'Ghi chú']);
    expect((await read(everyKind(), 'EN')).sheets.map(({ name }) => name)).toEqual(['Data', 'Sources', 'Notes']);
  });

  it('has numbers as numbers, days as days, codes in words, and nothing where there is nothing', async () => {
    const [first, second, third] = rowsOf((await read(everyKind())).sheets[0]!);
    expect(first).toMatchObject({
      'Unit code': '417-20211101',
      'Valid from': utc('2021-11-01'),
      'Valid until before': utc('2025-07-01'),
      'Rank from': 1,
      'Workers gone abroad (persons) [abroad]': 151,
      'Period [abroad]': '2023',
      'Status [abroad]': 'not confirmed by the owning agency',
      'Source numbers [abroad]': 1,
      'Workers abroad per 1,000 workers (‰) [rate]': 2.94,
      'Formula [rate]': '= 151 / 51,367 * 1000',
      'Source numbers [rate]': '1; 2',
      'Loans; female, unknown; 2024 (dong × 10^6) [women]': -12.5,
    });
    expect(second).toMatchObject({
      'Unit name': 'Hữu Kiệm, "mới"',
      'Workers gone abroad (persons) [abroad]': null,
      'Low [abroad]': 60,
      'Qualifier [women]': 'between',
    });
    expect(third).toMatchObject({
      'Workers gone abroad (persons) [abroad]': 0,
      'Loans; female, unknown; 2024 (dong × 10^6) [women]': null,
      'Reason [women]': 'small count',
    });
  });

  it('says warnings and why a row has no rank in words of the language, with their codes for who looks for them', async () => {
    const [first] = rowsOf((await read(everyKind(), 'EN')).sheets[0]!);
    expect(first).toMatchObject({ 'Warnings [abroad]': 'the periods differ (UNLIKE_PERIODS)' });
    const [inVietnamese] = rowsOf((await read(everyKind(), 'VI')).sheets[0]!);
    expect(inVietnamese).toMatchObject({ 'Cảnh báo [abroad]': 'các kỳ khác nhau (UNLIKE_PERIODS)' });
    const row = aRow('1-20211101', 'x', [aCell('c1', { warnings: ['UNLIKE_PERIODS', 'NO_LIST_HAS_IT'] })], {
      unrankedReason: 'UNLIKE_FIGURES',
    });
    const { sheets } = await read(exported(aDocument({ columns: [aColumn('c1')], rows: [row] })));
    expect(rowsOf(sheets[0]!)[0]).toMatchObject({
      'Why unranked': 'the figures are not alike and are not ranked, see the warnings (UNLIKE_FIGURES)',
      'Warnings [c1]': 'the periods differ (UNLIKE_PERIODS); NO_LIST_HAS_IT',
    });
  });

  it('has the sources with their days, and notes with the hash, definitions, warnings and codes', async () => {
    const [, sources, notes] = (await read(everyKind())).sheets;
    expect(rowsOf(sources!)[0]).toMatchObject({
      Number: 1,
      Title: 'Bài báo "một", phần 1',
      Published: utc('2023-11-27'),
    });
    expect(rowsOf(sources!)[1]).toMatchObject({ Title: '=2+2; và; "hai"', Published: '2024' });
    const said = notes!.rows.map((row) => row.filter((value) => value !== null));
    expect(said).toContainEqual(['SHA-256 of the frozen table', 'ab'.repeat(32)]);
    expect(said).toContainEqual(['Title', '=Đoàn thanh tra: "so sánh", 2023']);
    expect(said).toContainEqual(expect.arrayContaining(['rate', '=LE_WORKERS_ABROAD / LE_WORKERS * 1000']));
    expect(said).toContainEqual(['PRESS_FIGURES', 'no', 1, '=press figures']);
  });

  it.each(HOSTILE_TEXTS)('keeps every text a text, as it was: %j', async (said) => {
    const { sheets } = await read(hostile(said));
    const cells = sheets.flatMap((sheet) => [...(sheet.cells?.values() ?? [])]);
    expect(cells.filter(({ formula, type }) => formula !== undefined || type === 'formula')).toEqual([]);
    const values = sheets.flatMap(({ rows }) => rows.flat());
    expect(values).toContain(-5);
    expect(values).toContain(said);
  });

  it('cuts a text that is longer than a cell holds, and says so', async () => {
    const [, , notes] = (await read(exported(aDocument(), { notes: 'x'.repeat(40_000) }))).sheets;
    const texts = notes!.rows.flat().filter((value) => typeof value === 'string');
    expect(texts).toContain(`${'x'.repeat(32_763)} ...`);
  });

  it('knows days from 1900 on, over leap years, as every program does', async () => {
    const days = ['1900-03-01', '2000-02-29', '2024-12-31', '2100-03-01', '1899-01-01'];
    const rows = days.map((validFrom) => aRow('1-20211101', 'x', [aCell('c1')], { validFrom }));
    const read1 = rowsOf((await read(exported(aDocument({ columns: [aColumn('c1')], rows })))).sheets[0]!);
    expect(read1.map((row) => row['Valid from'])).toEqual([...days.slice(0, 4).map(utc), '1899-01-01']);
  });
});
