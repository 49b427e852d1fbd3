import { describe, expect, it } from '@jest/globals';
import type { TableCell, TableDocument, TableRow } from '../table/document.ts';
import { differencesOf } from './compare-tables.ts';

const cell: TableCell = {
  column: 'c1',
  origin: 'REPORTED',
  observation: 'A.1',
  value: 1,
  valueLow: null,
  valueHigh: null,
  decimals: 1,
  qualifier: 'EQ',
  unitMeasure: 'PS',
  unitMultiplier: 3,
  timePeriod: '2023',
  referenceDate: null,
  periodBasis: 'STATED',
  refArea: '20-20211101',
  obsStatus: 'NORMAL',
  confStatus: 'FREE',
  seriesBreak: null,
  reasonCode: null,
  reason: null,
  formula: null,
  coverage: null,
  citations: [1],
  warnings: [],
};
const row: TableRow = {
  code: '20-20211101',
  name: 'Lạng Sơn',
  level: 'PROVINCE',
  validFrom: null,
  validTo: null,
  boundariesOn: null,
  counterparts: [],
  rank: { from: 1, to: 1, shared: 1 },
  unrankedReason: null,
  cells: [cell],
};
const other = { ...row, code: '01-20211101', rank: { from: 2, to: 2, shared: 1 } };
const label = { vi: 'nhãn', en: 'label' };
const citation = {
  source: 's1',
  publisher: 'p',
  title: 't',
  published: null,
  url: null,
  locator: 'table 2',
  dateBasis: null,
  licence: null,
  retrieved: null,
  checkedAgainst: null,
};
const table: TableDocument = {
  columns: [
    {
      id: 'c1',
      code: 'A',
      name: label,
      definition: label,
      formula: null,
      indicators: ['A'],
      agencies: ['a'],
      dimensions: [{ dimension: 'SEX', code: 'F', label }],
      timePeriod: '2023',
      unitMeasure: 'PS',
      unitMeasureLabel: label,
      unitMultiplier: 3,
      aggregation: 'STOCK',
      weight: null,
    },
  ],
  rows: [row, other],
  totalCount: 2,
  undecidedCount: 0,
  coverage: [],
  warnings: [{ code: 'ESTIMATED', column: 'c1', units: [], count: 1, refusesRank: false, text: label }],
  rankRefused: false,
  citations: [{ number: 1, agency: 'a', citation }],
  dataVersions: [{ subgraph: 'a', version: '1-x' }],
  boundariesVersion: 'b',
  asOf: '2026-11-26T00:00:00.000Z',
};
const withCell = (changed: Partial<TableCell>): TableDocument => ({
  ...table,
  rows: [{ ...row, cells: [{ ...cell, ...changed }] }, other],
});
const withColumn = (changed: object): TableDocument => ({ ...table, columns: [{ ...table.columns[0]!, ...changed }] });
const told = (recomputed: TableDocument, frozen = table) =>
  [...differencesOf(frozen, recomputed)].map(({ unit, column, field }) => [unit, column, field].join(' '));

describe('a frozen table and the same computed again', () => {
  it('are the same where only names, words, the numbers of sources and the versions of the data are others', () => {
    const words = { vi: 'từ khác', en: 'another word' };
    const renamed: TableDocument = {
      ...withColumn({ name: words, definition: words, unitMeasureLabel: words, formula: 'said otherwise' }),
      rows: [
        {
          ...row,
          name: 'Tên khác',
          cells: [{ ...cell, reason: words, formula: 'other', citations: [2], decimals: 2 }],
        },
        other,
      ],
      warnings: [...table.warnings.map((one) => ({ ...one, text: words })), { ...table.warnings[0]!, code: 'NEW_ONE' }],
      citations: [
        { number: 1, agency: 'a', citation },
        { number: 2, agency: 'a', citation: { ...citation, title: 'Another title' } },
      ],
      dataVersions: [{ subgraph: 'a', version: '9-x' }],
    };
    expect(told(renamed)).toEqual([]);
    expect(told(JSON.parse(JSON.stringify(table)) as TableDocument)).toEqual([]);
  });

  it.each<[keyof TableCell, unknown]>([
    ['origin', 'DERIVED'],
    ['observation', 'A.2'],
    ['value', 1.0000000000000002],
    ['value', null],
    ['valueLow', 0],
    ['valueHigh', 2],
    ['qualifier', 'GE'],
    ['unitMeasure', 'HH'],
    ['unitMultiplier', 0],
    ['timePeriod', '2022'],
    ['referenceDate', '2023-12-31'],
    ['periodBasis', 'INFERRED'],
    ['refArea', '20-20250701'],
    ['obsStatus', 'PROVISIONAL'],
    ['confStatus', null],
    ['seriesBreak', 'B1'],
    ['reasonCode', 'SMALL_COUNT'],
    ['coverage', { have: 1, of: 2 }],
  ])('differ by the %s of a cell: %j', (field, value) => {
    const [difference] = [...differencesOf(table, withCell({ [field]: value }))];
    expect(difference).toEqual({ unit: row.code, column: 'c1', field, frozen: cell[field], recomputed: value });
    expect(told(withCell({ [field]: value }))).toHaveLength(1);
  });

  it('differ by the source of a cell, whatever number it has', () => {
    const elsewhere = { number: 1, agency: 'a', citation: { ...citation, locator: 'table 3' } };
    expect(told({ ...table, citations: [elsewhere] })).toEqual(['20-20211101 c1 sources', '01-20211101 c1 sources']);
  });

  it('differ by rows that come, go, or change places or ranks', () => {
    expect(told({ ...table, rows: [row] })).toEqual(['01-20211101  row']);
    expect(told({ ...table, rows: [row, other, { ...row, code: '40-20211101' }] })).toEqual(['40-20211101  row']);
    expect(told({ ...table, rows: [other, row] })).toEqual(['  order']);
    expect(told({ ...table, rows: [{ ...row, rank: { from: 1, to: 2, shared: 2 } }, other] })).toEqual([
      '20-20211101  rank',
    ]);
    expect(told({ ...table, rows: [{ ...row, rank: null, unrankedReason: 'NO_FIGURE' }, other] })).toEqual([
      '20-20211101  rank',
      '20-20211101  unrankedReason',
    ]);
  });

  it('tell the rows of two geographies apart', () => {
    const both: TableDocument = {
      ...table,
      rows: [
        { ...row, boundariesOn: '2024-12-31' },
        { ...row, boundariesOn: '2025-07-01', cells: [{ ...cell, value: 2 }] },
      ],
    };
    expect(told(both, both)).toEqual([]);
    expect(told({ ...both, rows: both.rows.toReversed() }, both)).toEqual(['  order']);
  });

  it('differ by what a column or the table is', () => {
    expect(told(withColumn({ unitMeasure: 'HH' }))).toEqual([' c1 unitMeasure']);
    expect(told(withColumn({ dimensions: [{ dimension: 'SEX', code: 'M', label }] }))).toEqual([' c1 dimensions']);
    expect(told({ ...table, warnings: [] })).toEqual([' c1 warning']);
    expect(told({ ...table, boundariesVersion: 'c', totalCount: 3, rankRefused: true })).toEqual([
      '  boundariesVersion',
      '  totalCount',
      '  rankRefused',
    ]);
  });
});
