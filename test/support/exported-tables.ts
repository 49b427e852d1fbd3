import type { Label } from '../../subgraphs/kit/code-lists.ts';
import type { ExportedTable } from '../../subgraphs/custom-views/exports/exported-table.ts';
import type {
  NumberedCitation,
  TableCell,
  TableColumn,
  TableDocument,
  TableRow,
  TableWarning,
} from '../../subgraphs/custom-views/table/document.ts';

/** What somebody would write who wants a spreadsheet to do something. */
export const HOSTILE_TEXTS = [
  '=HYPERLINK("http://evil.example","x")',
  '+1+1',
  '-2+3',
  "@SUM(1;2)|cmd|' /C calc'!A0",
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  'a;=1+1',
  'a\n=1+1',
  'quoted "text", with, commas\r\nand lines',
  ' spaces ',
  '_x003D_ and \u0001 and ]]> & <b>',
] as const;

const same = (text: string): Label => ({ vi: text, en: text });

export function aColumn(id: string, facts: Partial<TableColumn> = {}): TableColumn {
  return {
    id,
    code: 'LE_WORKERS_ABROAD',
    name: { vi: 'Lao động đi làm việc ở nước ngoài', en: 'Workers gone abroad' },
    definition: { vi: 'Số người đã đi trong kỳ', en: 'Persons who left in the period' },
    formula: null,
    indicators: ['LE_WORKERS_ABROAD'],
    agencies: ['labour-and-employment'],
    dimensions: [],
    timePeriod: null,
    unitMeasure: 'PS',
    unitMeasureLabel: { vi: 'người', en: 'persons' },
    unitMultiplier: 0,
    aggregation: 'FLOW',
    weight: null,
    ...facts,
  };
}

export function aCell(column: string, facts: Partial<TableCell> = {}): TableCell {
  return {
    column,
    origin: 'REPORTED',
    observation: null,
    value: null,
    valueLow: null,
    valueHigh: null,
    decimals: null,
    qualifier: null,
    unitMeasure: 'PS',
    unitMultiplier: 0,
    timePeriod: null,
    referenceDate: null,
    periodBasis: null,
    refArea: null,
    obsStatus: 'NORMAL',
    confStatus: null,
    seriesBreak: null,
    reasonCode: null,
    reason: null,
    formula: null,
    coverage: null,
    citations: [],
    warnings: [],
    ...facts,
  };
}

export function aRow(code: string, name: string, cells: readonly TableCell[], facts: Partial<TableRow> = {}): TableRow {
  return {
    code,
    name,
    level: 'DISTRICT',
    validFrom: '2021-11-01',
    validTo: '2025-07-01',
    boundariesOn: null,
    counterparts: [],
    rank: null,
    unrankedReason: null,
    cells,
    ...facts,
  };
}

export function aCitation(number: number, title: string, facts: Partial<NumberedCitation['citation']> = {}) {
  const citation = {
    source: `S00${number}`,
    publisher: 'Báo Dân tộc',
    title,
    published: '2023-11-27',
    url: `https://example.org/${number}`,
    locator: null,
    dateBasis: null,
    licence: null,
    retrieved: null,
    checkedAgainst: null,
    ...facts,
  };
  return { number, agency: 'labour-and-employment', citation };
}

export function aWarning(code: string, facts: Partial<TableWarning> = {}): TableWarning {
  const text = { vi: `Cảnh báo ${code}`, en: `Warning ${code}` };
  return { code, column: null, units: [], count: 1, refusesRank: false, text, ...facts };
}

export function aDocument(facts: Partial<TableDocument> = {}): TableDocument {
  return {
    columns: [],
    rows: [],
    totalCount: facts.rows?.length ?? 0,
    undecidedCount: 0,
    coverage: [],
    warnings: [],
    rankRefused: false,
    citations: [],
    dataVersions: [
      { subgraph: 'labour-and-employment', version: '42-1f3a9c0d' },
      { subgraph: 'poverty-reduction', version: '7-0a' },
    ],
    boundariesVersion: '3-bb',
    asOf: null,
    ...facts,
  };
}

export function exported(document: TableDocument, facts: Partial<ExportedTable> = {}): ExportedTable {
  return { document, title: null, notes: null, view: null, hash: null, frozenAt: null, ...facts };
}

/** A frozen view with a cell of every kind. */
export function everyKind(): ExportedTable {
  const figures = aColumn('abroad');
  const rate = aColumn('rate', {
    code: 'LE_WORKERS_ABROAD_PER_1000_LE_WORKERS',
    name: { vi: 'Lao động đi nước ngoài trên 1.000 lao động', en: 'Workers abroad per 1,000 workers' },
    formula: '=LE_WORKERS_ABROAD / LE_WORKERS * 1000',
    unitMeasure: 'PER_1000',
    unitMeasureLabel: same('‰'),
    aggregation: 'RATIO',
  });
  const women = aColumn('women', {
    code: 'PR_LOANS',
    name: { vi: 'Vốn vay', en: 'Loans' },
    dimensions: [{ dimension: 'SEX', code: 'F+_U', label: { vi: 'nữ, không rõ', en: 'female, unknown' } }],
    timePeriod: '2024',
    unitMeasure: 'VND',
    unitMeasureLabel: { vi: 'đồng', en: 'dong' },
    unitMultiplier: 6,
  });
  const rows = [
    aRow(
      '417-20211101',
      'Kỳ Sơn',
      [
        aCell('abroad', {
          observation: 'LE.417.2023.S001',
          value: 151,
          decimals: 0,
          qualifier: 'EQ',
          timePeriod: '2023',
          periodBasis: 'STATED',
          obsStatus: 'UNVALIDATED',
          confStatus: 'FREE',
          citations: [1],
          warnings: ['UNLIKE_PERIODS'],
        }),
        aCell('rate', {
          origin: 'DERIVED',
          value: 2.94,
          decimals: 2,
          qualifier: 'APPROX',
          unitMeasure: 'PER_1000',
          timePeriod: '2023',
          obsStatus: 'UNVALIDATED',
          formula: '= 151 / 51,367 * 1000',
          coverage: { have: 2, of: 3 },
          citations: [1, 2],
        }),
        aCell('women', {
          value: -12.5,
          decimals: 1,
          qualifier: 'EQ',
          unitMeasure: 'VND',
          unitMultiplier: 6,
          timePeriod: '2024',
          seriesBreak: 'NEW_PROGRAMME',
          citations: [2],
        }),
      ],
      { rank: { from: 1, to: 1, shared: 1 } },
    ),
    aRow(
      '16849-20250701',
      'Hữu Kiệm, "mới"',
      [
        aCell('abroad', {
          valueLow: 60,
          qualifier: 'GT',
          timePeriod: '2023-S1',
          periodBasis: 'INFERRED',
          obsStatus: 'PROVISIONAL',
          citations: [1],
        }),
        aCell('rate', {
          origin: 'IMPOSSIBLE',
          unitMeasure: 'PER_1000',
          obsStatus: 'MISSING',
          reasonCode: 'DENOMINATOR_MISSING',
          reason: { vi: 'không có mẫu số', en: 'no denominator' },
        }),
        aCell('women', {
          valueLow: 10,
          valueHigh: 20,
          qualifier: 'RANGE',
          unitMeasure: 'VND',
          unitMultiplier: 6,
          timePeriod: '2024',
          obsStatus: 'ESTIMATED',
        }),
      ],
      { level: 'COMMUNE', validFrom: '2025-07-01', validTo: null, rank: { from: 2, to: 3, shared: 1 } },
    ),
    aRow(
      '06946-20250701',
      'Đường Hoa',
      [
        aCell('abroad', { value: 0, decimals: 0, qualifier: 'EQ', timePeriod: '2021-01-01/P3Y', confStatus: 'FREE' }),
        aCell('rate', { origin: 'MISSING', unitMeasure: 'PER_1000', obsStatus: 'MISSING_NOT_COLLECTED' }),
        aCell('women', {
          origin: 'MISSING',
          unitMeasure: 'VND',
          unitMultiplier: 6,
          timePeriod: '2024',
          obsStatus: 'SUPPRESSED',
          confStatus: 'SUPPRESSED_PRIMARY',
          reasonCode: 'SMALL_COUNT',
          reason: { vi: 'số đếm nhỏ', en: 'small count' },
        }),
      ],
      { level: 'COMMUNE', validFrom: null, validTo: null, unrankedReason: 'NO_VALUE' },
    ),
  ];
  const document = aDocument({
    columns: [figures, rate, women],
    rows,
    warnings: [
      aWarning('UNLIKE_PERIODS', { column: 'abroad', refusesRank: true }),
      aWarning('PRESS_FIGURES', { text: { vi: '=số liệu báo chí', en: '=press figures' } }),
    ],
    coverage: [
      {
        column: 'rate',
        have: 1,
        of: 3,
        origins: [{ code: 'DERIVED', count: 1 }],
        statuses: [],
        qualifiers: [],
        reasons: [],
        agency: 'labour-and-employment',
        nearest: {
          level: 'DISTRICT',
          count: 1,
          units: [{ code: '417-20211101', name: 'Kỳ Sơn', cell: rows[0]!.cells[1]! }],
        },
      },
    ],
    citations: [aCitation(1, 'Bài báo "một", phần 1'), aCitation(2, '=2+2; và; "hai"', { published: '2024' })],
    asOf: '2026-11-20T08:00:00Z',
  });
  return exported(document, {
    title: '=Đoàn thanh tra: "so sánh", 2023',
    notes: '-ghi chú\n+dòng hai',
    view: 'v1',
    hash: 'ab'.repeat(32),
    frozenAt: '2026-11-23T08:00:00Z',
  });
}

/** Units of two dates: the second was in force on both. */
export function twoDates(): ExportedTable {
  const columns = [aColumn('latest'), aColumn('in2023', { timePeriod: '2023' })];
  const cells = (value: number) =>
    columns.map(({ id }) => aCell(id, { value, decimals: 0, qualifier: 'EQ', timePeriod: '2023' }));
  const on = (boundariesOn: string) => ({ boundariesOn });
  return exported(
    aDocument({
      columns,
      rows: [
        aRow('1-20211101', 'Trước', cells(1), on('2023-12-31')),
        aRow('2-20211101', 'Cả hai', cells(2), on('2023-12-31')),
        aRow('2-20211101', 'Cả hai', cells(3), on('2025-07-01')),
        aRow('3-20250701', 'Sau', cells(4), on('2025-07-01')),
      ],
    }),
  );
}

/** Texts of strangers wherever a table has texts. */
export function hostile(text: string): ExportedTable {
  const column = aColumn('c1', {
    name: same(text),
    definition: same(text),
    formula: text,
    unitMeasureLabel: same(text),
    dimensions: [{ dimension: 'SEX', code: 'F', label: same(text) }],
  });
  const cell = aCell('c1', { value: -5, reason: same(text), reasonCode: text, formula: text, citations: [1] });
  return exported(
    aDocument({
      columns: [column],
      rows: [aRow('1-20211101', text, [cell])],
      citations: [aCitation(1, text, { publisher: text, url: text, locator: text, licence: text })],
      warnings: [aWarning('W', { text: same(text) })],
    }),
    { title: text, notes: text },
  );
}

/** As many rows and columns as asked, all with figures. */
export function large(rows: number, columns: number): ExportedTable {
  const ids = Array.from({ length: columns }, (_, place) => `c${place + 1}`);
  return exported(
    aDocument({
      columns: ids.map((id, place) => aColumn(id, { code: `LE_${place}` })),
      rows: Array.from({ length: rows }, (_, place) =>
        aRow(
          `${place}-20250701`,
          `Xã ${place}`,
          ids.map((id) =>
            aCell(id, {
              value: place,
              decimals: 0,
              qualifier: 'EQ',
              timePeriod: '2024',
              citations: [1],
              periodBasis: 'STATED',
            }),
          ),
        ),
      ),
      citations: [aCitation(1, 'Niên giám')],
    }),
  );
}
