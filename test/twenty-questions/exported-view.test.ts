import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { figure, slice } from '../support/plain-table.ts';
import { useViewsGraph } from '../support/use-views-graph.ts';

const TABLE = {
  units: { codes: ['201-20211101', '96-20211101'] },
  columns: [
    figure('PR_POOR_HH', { id: 'byProvince', period: '2024', ...slice('STANDARD', 'PROV_QN') }),
    figure('PR_POOR_RATE', { id: 'national', period: '2023', ...slice('STANDARD', 'NAT_2022_2025') }),
  ],
};
const BY_PROVINCE = 'Poor households (yearly review); criteria of Quảng Ninh province; 2024 (households) [byProvince]';
const NATIONAL =
  'Poor households, share of all households (yearly review); national multidimensional standard, in force from 2022 to 2026 (Decrees 07/2021 and 351/2025); 2023 (percent) [national]';
/** What a spreadsheet has behind the value of a column, for a figure and where there is none. */
const told = (id: string, cell: readonly unknown[]) =>
  Object.fromEntries(
    ['Status', 'Qualifier', 'Reason code', 'Source numbers', 'Warnings'].map((name, n) => [`${name} [${id}]`, cell[n]]),
  );

describe('an exported view', () => {
  const { ask, url } = useViewsGraph();
  let hash: string;
  let boundariesVersion: string;
  let sources: Record<string, string>[];

  beforeAll(async () => {
    const saved = await ask('mutation ($input: SaveViewInput!) { saveView(input: $input) { id } }', {
      input: { title: 'Hộ nghèo theo từng chuẩn', notes: 'Biên bản số 12', table: TABLE },
    });
    const frozen = await ask(
      `mutation ($view: ID!) { freezeView(view: $view) {
        hash boundariesVersion table { citations { citation { publisher title url locator } } }
      } }`,
      { view: saved.data.saveView.id },
    );
    ({ hash, boundariesVersion } = frozen.data.freezeView);
    sources = frozen.data.freezeView.table.citations.map(({ citation }: { citation: object }) => citation);
  });
  const get = async (ending: string) => {
    const answer = await fetch(`${url()}/exports/frozen/${hash}.${ending}?language=EN`);
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };

  it('is to be had as the very bytes that the hash stands for', async () => {
    const address = `${url()}/exports/frozen/${hash}/document.json`;
    const answer = await fetch(address);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    expect(JSON.parse(bytes.toString())).toMatchObject({ view: { title: 'Hộ nghèo theo từng chuẩn' } });
    const again = await fetch(address, { headers: { 'if-none-match': answer.headers.get('etag')! } });
    expect(again.status).toBe(304);
  });

  it('20: has in CSV and in XLSX each figure with its unit as it then was, the poverty standard, and one citation', async () => {
    expect(sources).toMatchObject([
      { publisher: 'Báo Quảng Ninh', title: 'Chú trọng công tác an sinh xã hội ở Hải Hà', locator: '9' },
      { publisher: expect.stringContaining('Cà Mau'), locator: null },
    ]);
    const csv = sectionsOf(parse(await get('csv'), { bom: true, record_delimiter: '\r\n' }));
    const { sheets } = await readXlsx(await get('xlsx'));
    const [data, cited, notes] = sheets.map(({ rows }) => rows.map((row) => row.map((value) => value ?? null)));

    const rowsIn = (form: 'csv' | 'xlsx') => {
      const none = form === 'csv' ? '' : null;
      const number = (value: number) => (form === 'csv' ? String(value) : value);
      const word = (code: string, words: string) => (form === 'csv' ? code : words);
      const ended = form === 'csv' ? '2025-07-01' : new Date('2025-07-01T00:00:00Z');
      const printed = (source: number) => [
        word('UNVALIDATED', 'not confirmed by the owning agency'),
        word('EQ', 'exactly'),
        none,
        number(source),
        word('ALL_UNVALIDATED', 'no figure has been confirmed by the owning agency (ALL_UNVALIDATED)'),
      ];
      const incomplete = word('INCOMPLETE', 'not every unit has a figure (INCOMPLETE)');
      const absent = [word('MISSING', 'missing'), none, 'NO_FIGURE', none, incomplete];
      const unit = (code: string, name: string) => ({
        'Unit code': code,
        'Unit name': name,
        'Valid from': none,
        'Valid until before': ended,
      });
      return [
        {
          ...unit('201-20211101', 'Hải Hà'),
          [BY_PROVINCE]: number(0),
          ...told('byProvince', printed(1)),
          [NATIONAL]: none,
          ...told('national', absent),
        },
        {
          ...unit('96-20211101', 'Cà Mau'),
          [BY_PROVINCE]: none,
          ...told('byProvince', absent),
          [NATIONAL]: number(3.14),
          ...told('national', printed(2)),
        },
      ];
    };
    expect(asObjects(csv[0]!)).toMatchObject(rowsIn('csv'));
    expect(asObjects(data!)).toMatchObject(rowsIn('xlsx'));
    const citations = sources.map(({ publisher, title, url: address, locator }, n) => [
      n + 1,
      publisher,
      title,
      address,
      locator,
    ]);
    const fields = ['Number', 'Publisher', 'Title', 'Address', 'Place in the source'];
    const citedIn = (section: readonly (readonly unknown[])[]) =>
      asObjects(section).map((source) => fields.map((field) => source[field]));
    expect(citedIn(cited!)).toEqual(citations);
    expect(citedIn(csv[1]!.slice(1))).toEqual(citations.map((one) => one.map((field) => String(field ?? ''))));
    for (const section of [csv[2]!, notes!]) {
      const said = section.map((row) => row.filter((value) => value !== null && value !== ''));
      expect(said).toContainEqual(['SHA-256 of the frozen table', hash]);
      expect(said).toContainEqual(['Version of the list of units', boundariesVersion]);
    }
  });

  it('20: has in SDMX-CSV each figure as an observation with the same, and the hash of the view', async () => {
    const records: Record<string, string>[] = parse(await get('sdmx.csv'), { bom: true, columns: true });
    const fields =
      'REF_AREA INDICATOR STANDARD TIME_PERIOD OBS_VALUE OBS_STATUS UNIT_MEASURE REASON_CODE UNIT_VALID_TO'.split(' ');
    expect(records.map((record) => fields.map((field) => record[field]))).toEqual([
      ['201-20211101', 'PR_POOR_HH_STANDARD_PROV_QN', 'PROV_QN', '2024', '0', 'V', 'HH', '', '2025-07-01'],
      [
        '201-20211101',
        'PR_POOR_RATE_STANDARD_NAT_2022_2025',
        'NAT_2022_2025',
        '2023',
        '',
        'O',
        'PT',
        'NO_FIGURE',
        '2025-07-01',
      ],
      ['96-20211101', 'PR_POOR_HH_STANDARD_PROV_QN', 'PROV_QN', '2024', '', 'O', 'HH', 'NO_FIGURE', '2025-07-01'],
      [
        '96-20211101',
        'PR_POOR_RATE_STANDARD_NAT_2022_2025',
        'NAT_2022_2025',
        '2023',
        '3.14',
        'V',
        'PT',
        '',
        '2025-07-01',
      ],
    ]);
    const cited = ({ publisher, title, url: address, locator }: Record<string, string>, year: string) =>
      [`${publisher}: ${title}`, year, locator, address].filter(Boolean).join(', ');
    expect(records.map((record) => record['SOURCE[]'])).toEqual([
      cited(sources[0]!, '2025'),
      '',
      '',
      cited(sources[1]!, '2024'),
    ]);
    for (const record of records)
      expect(record).toMatchObject({ VIEW_HASH: hash, BOUNDARIES_VERSION: boundariesVersion });
  });
});

/** A file's sections, which lines without any field part. */
function sectionsOf(records: readonly string[][]): string[][][] {
  const sections: string[][][] = [[]];
  for (const record of records)
    if (record.every((field) => field === '')) sections.push([]);
    else sections.at(-1)!.push(record);
  return sections;
}

/** The lines below the heading, by heading. */
function asObjects([heading, ...lines]: readonly (readonly unknown[])[]): Record<string, unknown>[] {
  return lines.map((line) => Object.fromEntries(line.map((field, place) => [String(heading![place]), field])));
}
