import { describe, expect, it } from '@jest/globals';
import { readAreaDirectory } from '../administrative-units/subgraph.ts';
import type { SheetDefinition } from './definition.ts';
import { compileUpload, MOST_FIGURES } from './sheet-agency.ts';

const COLUMNS = ['Trường', 'Lớp', 'Học sinh', 'Giáo viên'];
const definition: SheetDefinition = {
  name: 'education',
  prefix: 'ED',
  nameVi: 'Giáo dục',
  nameEn: 'Education',
  unitColumn: 'Tỉnh',
  unitLevel: 'PROVINCE',
  withinColumn: null,
  periodColumn: 'Ngày',
  timePeriod: null,
  decimalSign: null,
  indicators: COLUMNS.map((column, place) => ({
    column,
    code: `ED_${place}`,
    field: `figure${place}`,
    nameVi: column,
    nameEn: column,
    definitionVi: 'Số lượng.',
    definitionEn: 'Their number.',
    unitMeasure: 'PS',
    aggregation: 'STOCK',
  })),
  unitMeasures: [],
  source: { publisher: 'Thử nghiệm', title: 'Thử nghiệm', published: null, address: null, licence: null },
};
const areas = readAreaDirectory();

/** Days of one province, every column filled in each. */
function sheetOf(days: number): Buffer {
  const dayOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  const first = Date.parse('1900-01-01') / 86_400_000;
  const rows = Array.from({ length: days }, (_, day) => `Nghệ An,${dayOf(first + day)},1,2,3,4`);
  return Buffer.from(`Tỉnh,Ngày,${COLUMNS.join()}\n${rows.join('\n')}\n`);
}

describe('a sheet', () => {
  it(`has at most ${MOST_FIGURES} figures: one that has more is refused before they are read`, async () => {
    const upload = { definition, fileName: 'figures.csv', content: sheetOf(MOST_FIGURES / COLUMNS.length + 1) };
    await expect(compileUpload(upload, areas)).rejects.toThrow('has 100004 figures; at most 100000 are read');
  });

  it('that has fewer is read whole', async () => {
    const { cells, faults } = await compileUpload(
      { definition, fileName: 'figures.csv', content: sheetOf(100) },
      areas,
    );
    expect(faults).toEqual([]);
    expect(cells.size).toBe(400);
  });
});
