import { join } from 'node:path';
import type { AreaDirectory, DirectoryArea } from '../area-directory.ts';
import { readCsvTable, type CsvRow } from '../csv-table.ts';
import { parseTimePeriod, TIME_PERIOD_FORMS } from '../time-period.ts';
import type { FiledFigure } from './filed-figure.ts';
import type { Filing, FiledAs } from './filing.ts';

const COLUMNS = [
  'indicator',
  'unit_gso_code',
  'unit_name_vi',
  'period',
  'value',
  'unit_measure',
  'status',
  'source_id',
  'note',
] as const;
const STATUS = { final: 'NORMAL', preliminary: 'PROVISIONAL', unvalidated: 'UNVALIDATED' } as const;

type Row = CsvRow<(typeof COLUMNS)[number]>;

/** Provinces of the directory before and after 2025-07-01, by the first day of each set. */
const UNIT_SETS = { '63': '2021-11-01', '34': '2025-07-01' } as const;

/** Reads tables by province: one row per figure, named by the table's column and by GSO code within a set of provinces. */
export function readProvinceTables(
  folder: string,
  areas: AreaDirectory,
  filedAs: (row: FiledAs) => Filing | null,
): FiledFigure[] {
  const rows = readCsvTable(join(folder, 'province-tables.csv'), COLUMNS);
  const decimals = decimalsOfColumns(rows);
  return rows.map((row) => {
    const period = parseTimePeriod(row.text('period'));
    if (!period) throw row.fault('period', TIME_PERIOD_FORMS);
    const filing = filedAs({
      file: 'province-tables',
      indicator: row.text('indicator'),
      dimensions: '',
      unit: row.text('unit_measure'),
      period: period.text,
    });
    if (!filing)
      throw row.fault(
        'indicator',
        `a column that filing.csv files for unit "${row.text('unit_measure')}" and this period`,
      );
    const value = row.number('value');
    if (value === null) throw row.fault('value', 'a number');
    const unitSet = unitSetOf(row);
    const area = areaOf(row, unitSet, areas);
    return {
      file: row.file,
      line: row.line,
      figure: {
        indicator: filing.indicator,
        territory_code: area.territoryCode,
        slice: filing.slice,
        time_period: period.text,
        source: row.text('source_id'),
        record_type: 'OBSERVATION',
        period_start: period.start,
        period_end: period.end,
        ref_area: area.code,
        unit_set: unitSet,
        indicator_as_filed: row.text('indicator'),
        value,
        value_low: null,
        value_high: null,
        decimals: decimals.get(columnOf(row))!,
        value_as_printed: row.text('value'),
        qualifier: 'EQ',
        unit_measure: filing.unitMeasure,
        unit_multiplier: filing.unitMultiplier,
        reference_date: null,
        // A day in these tables is that of the units, not of the count: no reference date is stated.
        period_basis: period.text.length > 4 ? 'INFERRED' : 'STATED',
        period_basis_text: null,
        obs_status: STATUS[row.oneOf('status', Object.keys(STATUS) as (keyof typeof STATUS)[])],
        conf_status: 'FREE',
        reason_code: null,
        reason_vi: null,
        reason_en: null,
        comment: row.text('note') || null,
        locator: null,
      },
    };
  });
}

/** The set of provinces that the row's note names, whatever the period. */
function unitSetOf(row: Row): keyof typeof UNIT_SETS {
  const named = /^units=(63|34)\b/.exec(row.text('note'))?.[1];
  if (!named) throw row.fault('note', 'units=63 or units=34 at its beginning');
  return named as keyof typeof UNIT_SETS;
}

/** The unit of that set with the row's code; its name must agree, since seven codes name another province after 2025-07-01. */
function areaOf(row: Row, unitSet: keyof typeof UNIT_SETS, areas: AreaDirectory): DirectoryArea {
  const area = areas.byGsoCode(row.text('unit_gso_code'), UNIT_SETS[unitSet]);
  if (!area || area.level !== 'PROVINCE')
    throw row.fault('unit_gso_code', `the code of one of the ${unitSet} provinces`);
  if (area.name !== row.text('unit_name_vi')) {
    throw row.fault(
      'unit_name_vi',
      `"${area.name}", the name of ${row.text('unit_gso_code')} in the set of ${unitSet} provinces`,
    );
  }
  return area;
}

/** Files drop trailing zeros: a column of one period has as many decimals as its most exact value shows. */
function decimalsOfColumns(rows: readonly Row[]): Map<string, number> {
  const decimals = new Map<string, number>();
  for (const row of rows) {
    const shown = row.text('value').split('.')[1]?.length ?? 0;
    decimals.set(columnOf(row), Math.max(shown, decimals.get(columnOf(row)) ?? 0));
  }
  return decimals;
}

function columnOf(row: Row): string {
  return `${row.text('indicator')} ${row.text('period')}`;
}
