import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RegistryRefusal } from '../schema/agency/registry-client.ts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { zipSync } from 'fflate';
import { SHEET_ANSWERS, SHEET_CSV } from './support/a-sheet.ts';
import { useBrowser } from './support/use-browser.ts';
import { until, useRegistry, type StartedGateway } from './support/use-registry.ts';

const FIGURES = `{ administrativeUnit(code: "22-20211101") { education {
  soTruongHoc { value timePeriod refArea citation { publisher title } }
  hocSinhDiHoc { value qualifier valueAsPrinted }
} } }`;

describe('an agency that has nothing but a sheet', () => {
  const registry = useRegistry();
  const browser = useBrowser();
  let gateway: StartedGateway;
  let token = '';
  const agency = (words: readonly string[], input?: string) => registry.agency(words, token, input);
  const file = (name: string, content: string | Buffer) => writeFileSync(join(registry.folder, name), content);
  const educated = async () => (await gateway.ask(FIGURES)).data?.administrativeUnit.education;

  beforeAll(async () => {
    token = await registry.join('education', 'ED');
    gateway = await registry.startGateway();
    file('figures.csv', SHEET_CSV);
  }, 120_000);

  it('makes its folder by one command, which asks what the sheet does not tell', async () => {
    const made = await agency(
      ['new', 'education', '--prefix', 'ED', '--from-sheet', 'figures.csv', '--ask'],
      SHEET_ANSWERS,
    );
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('11 figures can be read.') });
    const definition = JSON.parse(readFileSync(join(registry.folder, 'education/agency.json'), 'utf8'));
    expect(definition).toMatchObject({
      unitColumn: 'Tỉnh',
      unitLevel: 'PROVINCE',
      periodColumn: 'Năm',
      decimalSign: ',',
      indicators: [
        { code: 'ED_SO_TRUONG_HOC', unitMeasure: 'SCHOOL' },
        { code: 'ED_HOC_SINH_DI_HOC', unitMeasure: 'PS' },
      ],
      unitMeasures: [{ code: 'SCHOOL', vi: 'trường', en: 'schools' }],
    });
  });

  it('is in the served graph by a second one, as a full agency: typed fields, bounds, citations, catalogue, tables', async () => {
    expect(await agency(['check', 'education'])).toMatchObject({ code: 0 });
    expect(await agency(['publish', 'education'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('education is in graph 2, with 11 figures.'),
    });
    await until(async () => (await educated()) !== undefined);
    expect(await educated()).toEqual({
      soTruongHoc: {
        value: 610,
        timePeriod: '2024',
        refArea: '22-20211101',
        citation: { publisher: 'Sở Giáo dục (thử nghiệm)', title: 'Bảng thử nghiệm' },
      },
      hocSinhDiHoc: { value: 290_000, qualifier: 'APPROX', valueAsPrinted: '~ 290.000' },
    });
    const { data, errors } = await gateway.ask(`{
      indicators(agency: "education") { code name }
      combinedTable(input: {
        units: { level: PROVINCE, on: "2024-12-31" }
        columns: [{ id: "schools", figure: { indicator: "ED_SO_TRUONG_HOC", period: "2024" } }]
        conditions: [{ column: "schools", operator: GE, value: 600 }]
        order: [{ column: "schools", direction: DESCENDING }]
      }, first: 2) { rows { name cells { value } } }
    }`);
    expect(errors).toBeUndefined();
    expect(data.indicators).toEqual([
      { code: 'ED_HOC_SINH_DI_HOC', name: 'Học sinh đi học' },
      { code: 'ED_SO_TRUONG_HOC', name: 'Số trường' },
    ]);
    expect(data.combinedTable.rows).toEqual([
      { name: 'Nghệ An', cells: [{ value: 1250 }] },
      { name: 'Hà Giang', cells: [{ value: 650 }] },
    ]);
  });

  it('is found in the documentation of GraphiQL, with what its folder says of it', async () => {
    const page = await browser().newPage({ viewport: { width: 1_400, height: 1_000 } });
    await page.goto(gateway.url);
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('combobox').last().fill('soTruongHoc');
    await page.getByRole('option').getByText('soTruongHoc').first().click();
    await page.locator('.graphiql-doc-explorer').getByText('Schools of general education.').waitFor();
    await page.close();
  });

  it('serves a corrected sheet as a revision, without another graph', async () => {
    file('education/figures.csv', SHEET_CSV.replace('Quảng Ninh;2024;610', 'Quảng Ninh;2024;615'));
    const before = new Date().toISOString();
    expect(await agency(['publish', 'education'])).toMatchObject({ code: 0, out: expect.stringContaining('graph 2') });
    await until(async () => (await educated()).soTruongHoc.value === 615);
    const { data } = await gateway.ask(
      `query Then($asOf: DateTime) { administrativeUnit(code: "22-20211101") { education { soTruongHoc(asOf: $asOf) { value } } } }`,
      { asOf: before },
    );
    expect(data.administrativeUnit.education.soTruongHoc.value).toBe(610);
  });

  it('is told which figures stay served though their rows are gone', async () => {
    file('education/figures.csv', SHEET_CSV.replace(/^Quảng Ninh;2024.*\n/m, ''));
    const { code, out } = await agency(['publish', 'education']);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual(
      expect.arrayContaining([
        '2 that were published before are not in the sheet, and stay served as they were:',
        '  ED_HOC_SINH_DI_HOC 22-20211101 2024',
        '  ED_SO_TRUONG_HOC 22-20211101 2024',
      ]),
    );
    expect((await educated()).soTruongHoc.value).toBe(615);
  });

  it('goes on with the sheet before where the registry refuses at last what it found sound: another was faster', async () => {
    const sheets = registry.sheets();
    file('education/figures.csv', SHEET_CSV.replace('Quảng Ninh;2024;610', 'Quảng Ninh;2024;615'));
    expect(await agency(['publish', 'education'])).toMatchObject({ code: 0 });
    const { sheet: fileName, ...meaning } = JSON.parse(
      readFileSync(join(registry.folder, 'education/agency.json'), 'utf8'),
    );
    const content = Buffer.from(SHEET_CSV.replace('Quảng Ninh;2024;610', 'Quảng Ninh;2024;999'));
    const read = await sheets.read({ definition: meaning, fileName, content });
    const refused = new RegistryRefusal('CONFLICT', 'Something else was published meanwhile.', null);
    await expect(sheets.publish(read, () => Promise.reject(refused))).rejects.toBe(refused);
    read.discard();
    expect((await educated()).soTruongHoc.value).toBe(615);
    const [kept] = await registry.database.query(
      `select convert_from(content, 'UTF8') like '%999%' as refused from sheets.upload order by number desc limit 1`,
    );
    expect(kept).toEqual({ refused: false });
  });

  it('is told every row that cannot be read, and what to write; what was served goes on', async () => {
    file(
      'education/figures.csv',
      `Tỉnh;Năm;Số trường học;Học sinh đi học
Nghệ An;2024;many;1
Nowhere;2024;1;1
Hà Giang;2025;1;1
Hải Dương;sometime;1;1
Thái Bình;2024;1;1
Thái Bình;2024;2;1
`,
    );
    const { code, error } = await agency(['publish', 'education']);
    expect(code).toBe(1);
    expect(error.split('\n')).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Row 2, column "Số trường học": "many" is no figure'),
        expect.stringContaining('Row 3, column "Tỉnh": No unit is called Nowhere.'),
        expect.stringContaining('Row 4, column "Tỉnh": Hà Giang was no unit on 2025-12-31'),
        expect.stringContaining('Row 5, column "Năm": "sometime" is no period'),
        expect.stringContaining('has a figure for 2024 in row 6 already'),
      ]),
    );
    expect((await educated()).soTruongHoc.value).toBe(615);
  });

  it('is not let to publish under the name of another, nor without a token', async () => {
    file('education/figures.csv', SHEET_CSV);
    const other = await registry.join('veterans', 'VE');
    expect(await registry.agency(['publish', 'education'], other)).toMatchObject({
      code: 1,
      error: expect.stringContaining("The token is veterans's"),
    });
    // Nothing of a sheet is read for whoever may not send it.
    file('education/figures.csv', 'no,sheet');
    expect(await registry.agency(['publish', 'education'], 'lt_none')).toMatchObject({
      code: 1,
      error: expect.stringContaining('unknown, has expired or was revoked'),
    });
    const [tables] = await registry.database.query(
      `select has_schema_privilege('sheet_education_reader', 'health_coverage', 'usage') as others,
        has_schema_privilege('health_coverage_reader', 'sheet_education', 'usage') as own`,
    );
    expect(tables).toEqual({ others: false, own: false });
  });

  it('may send a workbook, whose numbers are numbers, and units by code and by name within a province', async () => {
    file(
      'book.xlsx',
      workbook([
        ['Xã', 'Thuộc tỉnh', 'Năm', 'Tỷ lệ đi học (%)'],
        ['01705', '', 2024, 97.25],
        ['Hải Hà', 'Quảng Ninh', 2024, 98.5],
      ]),
    );
    const made = await agency(['new', 'schools', '--prefix', 'SC', '--from-sheet', 'book.xlsx', '--json']);
    expect(made).toMatchObject({ code: 0 });
    const { definition, open } = JSON.parse(made.out);
    expect(definition).toMatchObject({
      unitColumn: 'Xã',
      withinColumn: 'Thuộc tỉnh',
      periodColumn: 'Năm',
      unitLevel: 'COMMUNE',
    });
    expect(definition.indicators).toMatchObject([{ unitMeasure: 'PT', aggregation: 'NONE' }]);
    expect(open.map(({ path }: { path: string }) => path)).toContain('indicators.0.definitionVi');
    const own = await registry.join('schools', 'SC');
    expect(await registry.agency(['check', 'schools'], own)).toMatchObject({
      code: 1,
      error: expect.stringContaining('leaves'),
    });
  });

  it.each<[string, string | Buffer, string]>([
    [
      'bomb.xlsx',
      Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(150 * 1024 * 1024) })),
      'unpacks to',
    ],
    ['lying-bomb.xlsx', lyingBomb(), 'is no workbook that can be read'],
    ['page.xlsx', '<html>', 'is no workbook'],
    ['empty.csv', '', 'has no rows'],
    ['latin.csv', Buffer.from([0xe9, 0x2c, 0xe8, 0x0a]), 'is no text in UTF-8'],
    ['twice.csv', 'Tỉnh,Năm,A,A\nNghệ An,2024,1,2\n', 'two columns are called "A"'],
    ['quotes.csv', 'Tỉnh,Năm\n"Nghệ An,2024\n', 'is no CSV'],
  ])('is refused %s, with a reason', async (name, content, reason) => {
    file(name, content);
    const refused = await agency(['new', 'bad-sheet', '--prefix', 'BS', '--from-sheet', name]);
    expect(refused).toMatchObject({ code: 1, error: expect.stringContaining(reason) });
  });
});

/** A workbook whose sheet unpacks to far more than its ZIP says. */
function lyingBomb(): Buffer {
  const size = 150 * 1024 * 1024;
  const zip = workbook([['A', 'B']], Buffer.alloc(size, ' '));
  for (let at = 0; at + 4 <= zip.length; at += 1) if (zip.readUInt32LE(at) === size) zip.writeUInt32LE(1_000, at);
  return zip;
}

/** The least that an XLSX is: made by hand, so that no library of ours wrote what ours reads. */
function workbook(rows: readonly (readonly (string | number)[])[], instead?: Buffer<ArrayBuffer>): Buffer {
  const cell = (value: string | number, at: string) =>
    typeof value === 'number'
      ? `<c r="${at}"><v>${value}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const rowOf = (row: readonly (string | number)[], line: number) =>
    `<row r="${line}">${row.map((value, place) => cell(value, `${'ABCDEFGH'[place]}${line}`)).join('')}</row>`;
  const sheet = rows.map((row, place) => rowOf(row, place + 1)).join('');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const rels = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${rels}"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relation}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${rels}"><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
  };
  const bytes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
  if (instead) bytes['xl/worksheets/sheet1.xml'] = instead;
  return Buffer.from(zipSync(bytes));
}
