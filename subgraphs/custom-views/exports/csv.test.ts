import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { everyKind, exported, aDocument, hostile, HOSTILE_TEXTS } from '../../../test/support/exported-tables.ts';
import { writeCsv } from './csv.ts';
import type { ExportedTable, ExportLanguage } from './exported-table.ts';

/** The records of a file; a record of another length than the first is refused. */
const read = async (table: ExportedTable, language: ExportLanguage = 'EN') => {
  const file = await text(writeCsv(table, language));
  return parse(file, { bom: true, record_delimiter: '\r\n' });
};
const isEmpty = (record: readonly string[]) => record.every((field) => field === '');
/** The table's own lines as objects by heading, and what follows them. */
const parted = (records: string[][]) => {
  const end = records.findIndex(isEmpty);
  const [heading, ...lines] = records.slice(0, end);
  const rows = lines.map((line) => Object.fromEntries(line.map((field, place) => [heading![place]!, field])));
  return { heading: heading!, rows, rest: records.slice(end) };
};

describe('a table as CSV', () => {
  it('is UTF-8 that spreadsheets recognise, with lines that end as RFC 4180 says', async () => {
    const file = await text(writeCsv(everyKind(), 'VI'));
    // The decoder has taken the mark away.
    const bytes = Buffer.concat(await writeCsv(everyKind(), 'VI').toArray());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(file).toMatch(/^\uFEFF?Mã đơn vị,Tên đơn vị,Cấp,/);
    expect(file.replaceAll(/"(?:[^"]|"")*"/g, '').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('has a line for each row with all that is known of its unit and cells', async () => {
    const { rows } = parted(await read(everyKind()));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({
      'Unit code': '417-20211101',
      'Unit name': 'Kỳ Sơn',
      'Valid from': '2021-11-01',
      'Valid until before': '2025-07-01',
      'Rank from': '1',
      'Workers gone abroad (persons) [abroad]': '151',
      'Qualifier [abroad]': 'EQ',
      'Period [abroad]': '2023',
      'Status [abroad]': 'UNVALIDATED',
      'Origin [abroad]': 'REPORTED',
      'Source numbers [abroad]': '1',
      'Warnings [abroad]': 'UNLIKE_PERIODS',
      'Address of the figure [abroad]': 'LE.417.2023.S001',
      'Workers abroad per 1,000 workers (‰) [rate]': '2.94',
      'Formula [rate]': "'= 151 / 51,367 * 1000",
      'Parts with a figure [rate]': '2',
      'Parts in all [rate]': '3',
      'Source numbers [rate]': '1; 2',
      'Loans; female, unknown; 2024 (dong × 10^6) [women]': '-12.5',
      'Series break [women]': 'NEW_PROGRAMME',
      'Power of ten [women]': '6',
    });
    expect(rows[1]).toMatchObject({
      'Unit name': 'Hữu Kiệm, "mới"',
      'Rank from': '2',
      'Rank to': '3',
      'Low [abroad]': '60',
      'Low [women]': '10',
      'High [women]': '20',
    });
  });

  it('never shows a missing value as zero, nor a true zero as missing', async () => {
    const { rows } = parted(await read(everyKind()));
    expect(rows[2]).toMatchObject({
      'Workers gone abroad (persons) [abroad]': '0',
      'Workers abroad per 1,000 workers (‰) [rate]': '',
      'Status [rate]': 'MISSING_NOT_COLLECTED',
      'Loans; female, unknown; 2024 (dong × 10^6) [women]': '',
      'Reason [women]': 'small count',
      'Rank from': '',
      'Why unranked': 'NO_VALUE',
    });
    expect(rows[1]).toMatchObject({ 'Workers gone abroad (persons) [abroad]': '' });
  });

  it('is followed, after an empty line, by sources, notes with the hash, columns, warnings and codes', async () => {
    const { rest } = parted(await read(everyKind()));
    const firsts = rest.map(([first, second]) => [first, second]);
    const titles = rest.filter((_record, place) => place > 0 && isEmpty(rest[place - 1]!)).map(([title]) => title);
    expect(titles).toEqual(['Sources', 'Notes', 'Columns', 'Warnings', 'Codes']);
    expect(firsts).toContainEqual(['SHA-256 of the frozen table', 'ab'.repeat(32)]);
    expect(rest).toContainEqual(expect.arrayContaining(['1', 'Báo Dân tộc', 'Bài báo "một", phần 1', '2023-11-27']));
    expect(rest).toContainEqual(expect.arrayContaining(['rate', "'=LE_WORKERS_ABROAD / LE_WORKERS * 1000"]));
    expect(rest).toContainEqual(expect.arrayContaining(['UNLIKE_PERIODS', 'abroad', 'Warning UNLIKE_PERIODS']));
    expect(rest).toContainEqual(expect.arrayContaining(['GT', 'more than']));
    expect(rest).toContainEqual(expect.arrayContaining(['UNLIKE_PERIODS', 'the periods differ']));
  });

  it('of no rows has its headings and what is known of it', async () => {
    const { rows, rest } = parted(await read(exported(aDocument())));
    expect(rows).toEqual([]);
    expect(rest).toContainEqual(expect.arrayContaining(['Version of the list of units', '3-bb']));
  });

  it.each(HOSTILE_TEXTS)('lets no text become a formula, by whichever separator it is read: %j', async (said) => {
    const file = await text(writeCsv(hostile(said), 'EN'));
    const parts = file.split(/[;\t\r\n]/).flatMap((part) => [part, part.replace(/^"+/, '')]);
    const fields = (await read(hostile(said))).flat();
    const begun = [...fields, ...parts].filter((field) => /^[=+\-@\t\r＝＋－＠]/.test(field));
    expect(begun.filter((field) => !/^-\d+(\.\d+)?$/.test(field))).toEqual([]);
    expect(fields).toContain('-5');
    // Nothing but the mark was changed.
    expect(fields.map((field) => field.replaceAll(/(^|[;\t\r\n])'/g, '$1'))).toContain(said);
  });
});
