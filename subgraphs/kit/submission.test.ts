import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { useDatabase } from '../../test/support/use-database.ts';
import { readAreaDirectory } from '../administrative-units/subgraph.ts';
import { healthCoverage } from '../health-coverage/subgraph.ts';
import { labourAndEmployment } from '../labour-and-employment/subgraph.ts';
import { prepareDatabases } from '../prepare-databases.ts';
import type { AreaDirectory } from './area-directory.ts';
import { readDeclarations } from './declarations.ts';
import { readFigureFiles } from './figures/files.ts';
import type { Subgraph } from './subgraph.ts';

const silent = { step: () => {}, begin: () => {}, advance: () => {} };

describe('submitted files', () => {
  const database = useDatabase();
  let folder: string;
  let areas: AreaDirectory;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lien-thong-files-'));
    areas = readAreaDirectory();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The agency with a copy of its files in which `edit` has changed one. */
  function edited(agency: Subgraph, file: string, edit: (text: string) => string): Subgraph {
    const data = mkdtempSync(join(folder, 'data-'));
    cpSync(join(import.meta.dirname, '..', agency.name, 'data'), data, { recursive: true });
    const path = join(data, file);
    writeFileSync(path, edit(readFileSync(path, 'utf8')));
    const { agencies, codeLists } = readDeclarations(parse(agency.sdl));
    return {
      ...agency,
      readFiles: (directory) => readFigureFiles({ folder: data, agency: agencies[0]!, codeLists, areas: directory }),
    };
  }
  const load = async (...agencies: Subgraph[]) => {
    let written = -1;
    await prepareDatabases(agencies, database.environment, { ...silent, end: (count) => (written = count) });
    return written;
  };
  const figures = async () =>
    (await database.query<{ count: string }>('select count(*) from health_coverage.observation'))[0]!.count;
  const line2 = (text: string, change: (row: string) => string) =>
    text
      .split('\n')
      .map((row, index) => (index === 1 ? change(row) : row))
      .join('\n');

  it.each<[string, string, (text: string) => string, string]>([
    [
      'a value that is no number',
      'province-tables.csv',
      (text) => line2(text, (row) => row.replace(',2584,', ',"2,584",')),
      'province-tables.csv, line 2, column value: expected a number with a dot as decimal sign, such as 12.5, but found "2,584"',
    ],
    [
      'an unknown province',
      'province-tables.csv',
      (text) => line2(text, (row) => row.replace(',01,', ',99,')),
      'line 2, column unit_gso_code: expected the code of one of the 63 provinces, but found "99"',
    ],
    [
      'a province under another name',
      'province-tables.csv',
      (text) => line2(text, (row) => row.replace('Hà Nội', 'Hà Nam')),
      'column unit_name_vi: expected "Hà Nội", the name of 01 in the set of 63 provinces, but found "Hà Nam"',
    ],
    [
      'an unknown column of a table',
      'province-tables.csv',
      (text) => line2(text, (row) => row.replace(/^\w+/, 'dentists')),
      'column indicator: expected a column that filing.csv files',
    ],
    [
      'an unknown status',
      'province-tables.csv',
      (text) => line2(text, (row) => row.replace(',final,', ',fine,')),
      'column status: expected one of final, preliminary, unvalidated, but found "fine"',
    ],
    [
      'a period that is none',
      'province-tables.csv',
      (text) => line2(text, (row) => row.replace(',2010,', ',2010-13,')),
      'column period: expected 2024, 2023-S1',
    ],
    [
      'an unknown source',
      'province-tables.csv',
      (text) => line2(text, (row) => row.replace('gso_pxweb_2018', 'nobody')),
      'column source_id: expected a source of sources.csv, but found "nobody"',
    ],
    [
      'a figure given twice',
      'province-tables.csv',
      (text) => `${text}${text.split('\n')[1]}\n`,
      'expected a figure that is not given twice by one source: see ',
    ],
    [
      'a row with a cell missing',
      'province-tables.csv',
      (text) => line2(text, (row) => row.slice(0, 30)),
      'line 2, column all: expected a row of the same columns as the header',
    ],
    [
      'a header that is another',
      'province-tables.csv',
      (text) => text.replace('unit_gso_code', 'province'),
      'line 1, column province: expected the columns indicator,unit_gso_code',
    ],
    [
      'an unknown unit',
      'press-figures.csv',
      (text) => text.replace('20-20211101', '20-20211102'),
      'column unit_code: expected the dated key of a unit, such as 417-20211101, but found "20-20211102"',
    ],
    [
      'an unknown dimension code',
      'press-figures.csv',
      (text) => text.replace('AGE=Y_LT6', 'AGE=Y_LT7'),
      'column dimensions: expected a code of AGE: _T, Y_LT6, Y_LT16, but found "AGE=Y_LT7"',
    ],
    [
      'another unit of measure',
      'press-figures.csv',
      (text) => text.replace(',PS,0,', ',HH,0,'),
      'expected PS, the unit of ',
    ],
    [
      'an unknown qualifier',
      'press-figures.csv',
      (text) => text.replace(',EQ,', ',OVER,'),
      'column qualifier: expected one of EQ, GT, GE, LT, LE, APPROX, RANGE, but found "OVER"',
    ],
    [
      'a bound that is not given',
      'press-figures.csv',
      (text) => text.replace(',EQ,', ',GT,'),
      'column qualifier: expected a value for EQ and APPROX, and for the others the bounds that they name alone, but found "GT with value',
    ],
    [
      'a remark on a cell that reads otherwise',
      'remarks.csv',
      (text) => line2(text, (row) => row.split(',').with(4, '1').join(',')),
      'column value_as_printed: expected "',
    ],
  ])('with %s are refused by file, line and column, and nothing is loaded', async (_what, file, edit, message) => {
    const before = await figures();
    await expect(
      load(
        edited(labourAndEmployment, 'remarks.csv', (text) => text),
        edited(healthCoverage, file, edit),
      ),
    ).rejects.toThrow(message);
    expect(await figures()).toBe(before);
  });

  it('that are not UTF-8 are refused', () => {
    const data = mkdtempSync(join(folder, 'data-'));
    cpSync(join(import.meta.dirname, '../health-coverage/data'), data, { recursive: true });
    appendFileSync(join(data, 'sources.csv'), Buffer.from([0xc3, 0x28]));
    const { agencies, codeLists } = readDeclarations(parse(healthCoverage.sdl));
    expect(() => readFigureFiles({ folder: data, agency: agencies[0]!, codeLists, areas })).toThrow(
      'expected text in UTF-8',
    );
  });

  it('that are loaded again change nothing, not even the version of the data', async () => {
    const version = () => database.query('select number from health_coverage.data_version');
    const before = [await figures(), await version()];
    expect(await load(healthCoverage)).toBe(0);
    await database.query('delete from health_coverage.loaded');
    expect(await load(healthCoverage)).toBe(0);
    expect([await figures(), await version()]).toEqual(before);
  });

  it('with a corrected value add one revision and keep the figure as it was', async () => {
    const corrected = edited(healthCoverage, 'province-tables.csv', (text) =>
      line2(text, (row) => row.replace(',2584,', ',2585,')),
    );
    expect(await load(corrected)).toBe(1);
    const revisions = await database.query(
      `select revision, value from health_coverage.observation
       where ref_area = '01-20211101' and indicator_as_filed = 'assistant_physicians_provincial' and time_period = '2010' order by revision`,
    );
    expect(revisions).toEqual([
      { revision: 1, value: 2584 },
      { revision: 2, value: 2585 },
    ]);
    expect(await load(healthCoverage)).toBe(1);
    expect(await load(healthCoverage)).toBe(0);
  });

  it('of several agencies are loaded together or not at all', async () => {
    const count = async () => database.query('select count(*) from labour_and_employment.observation');
    const before = await count();
    await database.query('alter table health_coverage.observation add constraint never check (false) not valid');
    const labour = edited(labourAndEmployment, 'province-tables.csv', (text) =>
      line2(text, (row) => row.replace(',53.1,', ',53.2,')),
    );
    const health = edited(healthCoverage, 'province-tables.csv', (text) =>
      line2(text, (row) => row.replace(',2584,', ',2586,')),
    );
    await expect(load(labour, health)).rejects.toThrow('violates check constraint "never"');
    expect(await count()).toEqual(before);
    await database.query('alter table health_coverage.observation drop constraint never');
    expect(await load(labour, health)).toBe(2);
  });

  it('that two load at once are recorded once', async () => {
    const corrected = () =>
      edited(healthCoverage, 'province-tables.csv', (text) => line2(text, (row) => row.replace(',2584,', ',2587,')));
    expect((await Promise.all([load(corrected()), load(corrected())])).toSorted()).toEqual([0, 1]);
  });

  it('give a slice in any of its forms the same figure', async () => {
    const [header, first] = readFileSync(
      join(import.meta.dirname, '../labour-and-employment/data/press-figures.csv'),
      'utf8',
    ).split('\n');
    expect(first).toContain(',PS,0,,V,');
    const twice = edited(labourAndEmployment, 'press-figures.csv', (text) =>
      text.replace(`${header}\n`, `${header}\n${first!.replace(',PS,0,,V,', ',PS,0,ETHNICITY=_T,V,')}\n`),
    );
    await expect(load(twice)).rejects.toThrow('expected a figure that is not given twice by one source');
  });
});
