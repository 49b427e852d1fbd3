import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { everyKind, hostile, HOSTILE_TEXTS, twoDates } from '../../../test/support/exported-tables.ts';
import type { ExportedTable } from './exported-table.ts';
import { writeSdmxCsv } from './sdmx-csv.ts';

const read = async (table: ExportedTable): Promise<Record<string, string>[]> =>
  parse(await text(writeSdmxCsv(table, 'EN')), { columns: true });

describe('a table as SDMX-CSV', () => {
  it('begins with the columns that the format prescribes, dimensions, the value, then attributes', async () => {
    const file = await text(writeSdmxCsv(everyKind(), 'EN'));
    expect(file.split('\r\n')[0]).toMatch(
      /^STRUCTURE\[;\],STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,SEX,TIME_PERIOD,FREQ,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,/,
    );
  });

  it('has one line for each cell, whose status is a letter of SDMX and which says all that is known of it', async () => {
    const lines = await read(everyKind());
    expect(lines).toHaveLength(9);
    expect(lines[0]).toMatchObject({
      'STRUCTURE[;]': 'dataflow',
      STRUCTURE_ID: 'LIENTHONG:COMBINED_TABLE(1.0.0)',
      ACTION: 'I',
      REF_AREA: '417-20211101',
      INDICATOR: 'LE_WORKERS_ABROAD',
      SEX: '_Z',
      TIME_PERIOD: '2023',
      FREQ: 'A',
      OBS_VALUE: '151',
      OBS_STATUS: 'V',
      UNIT_MEASURE: 'PS',
      UNIT_MULT: '0',
      DECIMALS: '0',
      CONF_STATUS: 'F',
      QUALIFIER: 'EQ',
      'SOURCE[]': '"Báo Dân tộc: Bài báo ""một"", phần 1, 2023-11-27, https://example.org/1"',
      UNIT_VALID_FROM: '2021-11-01',
      UNIT_VALID_TO: '2025-07-01',
      'WARNING[]': 'UNLIKE_PERIODS;PRESS_FIGURES',
      VIEW_HASH: 'ab'.repeat(32),
    });
    expect(lines[1]).toMatchObject({
      INDICATOR: 'LE_WORKERS_ABROAD_PER_1000_LE_WORKERS',
      ORIGIN: 'DERIVED',
      FORMULA: "'= 151 / 51,367 * 1000",
      COVERAGE: '2/3',
    });
    expect(lines[2]).toMatchObject({ SEX: 'F$_U', OBS_VALUE: '-12.5', UNIT_MULT: '6', OBS_STATUS: 'B' });
    expect(lines.map((line) => line['OBS_STATUS'])).toEqual(['V', 'V', 'B', 'P', 'O', 'E', 'A', 'L', 'Q']);
    expect(lines.map((line) => line['FREQ'])).toEqual(['A', 'A', 'A', 'S', '_Z', 'A', '_O', '_Z', 'A']);
  });

  it('leaves the value of a bound or of nothing empty, with its bounds or its reason beside it', async () => {
    const lines = await read(everyKind());
    expect(lines[3]).toMatchObject({ OBS_VALUE: '', VALUE_LOW: '60', QUALIFIER: 'GT', PERIOD_BASIS: 'INFERRED' });
    expect(lines[4]).toMatchObject({ OBS_VALUE: '', REASON_CODE: 'DENOMINATOR_MISSING', REASON: 'no denominator' });
    expect(lines[6]).toMatchObject({ OBS_VALUE: '0', OBS_STATUS: 'A' });
    expect(lines[8]).toMatchObject({ OBS_VALUE: '', OBS_STATUS: 'Q', CONF_STATUS: 'A' });
  });

  it('tells a cell that has no period for the day on which there was none', async () => {
    expect((await read(everyKind()))[4]).toMatchObject({ TIME_PERIOD: '2026-11-20', FREQ: '_Z' });
  });

  it('tells all cells apart, also of a unit on two dates and of a series asked twice', async () => {
    const lines = await read(twoDates());
    const keys = lines.map((line) =>
      ['REF_AREA', 'INDICATOR', 'TIME_PERIOD', 'FREQ', 'COLUMN', 'BOUNDARIES'].map((id) => line[id]).join('.'),
    );
    expect(new Set(keys).size).toBe(8);
    expect(lines.map((line) => line['OBS_VALUE'])).toEqual(['1', '1', '2', '2', '3', '3', '4', '4']);
  });

  it.each(HOSTILE_TEXTS)('lets no text become a formula: %j', async (said) => {
    const fields = (await read(hostile(said))).flatMap((line) => Object.values(line));
    const begun = fields.filter((field) => /^[=+\-@\t\r＝＋－＠]/.test(field));
    expect(begun).toEqual(['-5']);
  });
});
