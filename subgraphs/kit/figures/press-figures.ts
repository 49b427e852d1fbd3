import { join } from 'node:path';
import type { AreaDirectory } from '../area-directory.ts';
import { isDay } from '../calendar.ts';
import { readCsvTable, type CsvRow } from '../csv-table.ts';
import type { Agency } from '../declarations.ts';
import { parseTimePeriod, TIME_PERIOD_FORMS } from '../time-period.ts';
import { indicatorOfRow, type FiledFigure } from './filed-figure.ts';
import { sliceOf, type Filing, type FiledAs } from './filing.ts';

const COLUMNS = [
  'agency',
  'indicator',
  'indicator_name',
  'unit_code',
  'time_period',
  'period_basis',
  'time_per_collect',
  'reference_date',
  'value',
  'value_low',
  'value_high',
  'qualifier',
  'value_as_printed',
  'unit_measure',
  'unit_mult',
  'dimensions',
  'obs_status',
  'record_type',
  'source_id',
  'source_item',
  'note',
] as const;
const QUALIFIERS = ['EQ', 'GT', 'GE', 'LT', 'LE', 'APPROX', 'RANGE'] as const;
/** SDMX CL_OBS_STATUS. */
const STATUS = { A: 'NORMAL', E: 'ESTIMATED', P: 'PROVISIONAL', V: 'UNVALIDATED', U: 'LOW_RELIABILITY' } as const;
const PUBLISHED_BEFORE_THE_END = 'printed before the period ended: year to date';

type Row = CsvRow<(typeof COLUMNS)[number]>;

/** Reads single figures, one per row with all its attributes, each named by the dated key of its unit. */
export function readPressFigures(
  folder: string,
  agency: Agency,
  areas: AreaDirectory,
  filedAs: (row: FiledAs) => Filing | null,
): FiledFigure[] {
  return readCsvTable(join(folder, 'press-figures.csv'), COLUMNS).map((row) => {
    row.oneOf('agency', [agency.code]);
    const period = parseTimePeriod(row.text('time_period'));
    if (!period) throw row.fault('time_period', TIME_PERIOD_FORMS);
    const area = areas.byCode(row.text('unit_code'));
    if (!area) throw row.fault('unit_code', 'the dated key of a unit, such as 417-20211101');
    const code = row.text('indicator');
    const filing = filedAs({
      file: 'press-figures',
      indicator: code,
      dimensions: row.text('dimensions'),
      unit: '',
      period: period.text,
    });
    const indicator = indicatorOfRow(agency, filing?.indicator ?? code, (expected) => row.fault('indicator', expected));
    if (row.text('time_per_collect') !== (indicator.timePerCollect ?? '')) {
      throw row.fault('time_per_collect', `"${indicator.timePerCollect ?? ''}", as ${indicator.code} declares`);
    }
    return {
      file: row.file,
      line: row.line,
      figure: {
        indicator: indicator.code,
        territory_code: area.territoryCode,
        slice: filing?.slice ?? sliceOf(row),
        time_period: period.text,
        source: row.text('source_id'),
        record_type: row.oneOf('record_type', ['observation', 'target']) === 'target' ? 'TARGET' : 'OBSERVATION',
        period_start: period.start,
        period_end: period.end,
        ref_area: area.code,
        unit_set: null,
        indicator_as_filed: row.text('indicator_name') || null,
        value: row.number('value'),
        value_low: row.number('value_low'),
        value_high: row.number('value_high'),
        decimals: decimalsOf(row),
        value_as_printed: row.text('value_as_printed') || null,
        qualifier: row.oneOf('qualifier', QUALIFIERS),
        unit_measure: row.text('unit_measure'),
        unit_multiplier: row.integer('unit_mult'),
        reference_date: referenceDateOf(row),
        period_basis: periodBasisOf(row),
        period_basis_text: row.text('period_basis') || null,
        obs_status: STATUS[row.oneOf('obs_status', Object.keys(STATUS) as (keyof typeof STATUS)[])],
        conf_status: 'FREE',
        reason_code: null,
        reason_vi: null,
        reason_en: null,
        comment: row.text('note') || null,
        locator: row.text('source_item') || null,
      },
    };
  });
}

function decimalsOf(row: Row): number {
  const cells = [row.text('value'), row.text('value_low'), row.text('value_high')];
  return Math.max(...cells.map((cell) => cell.split('.')[1]?.length ?? 0));
}

function referenceDateOf(row: Row): string | null {
  const day = row.text('reference_date');
  if (day !== '' && !isDay(day)) throw row.fault('reference_date', 'a day such as 2024-12-31, or nothing');
  return day || null;
}

/** A figure printed before its period ended covers the time to the printing, however the period itself is known. */
function periodBasisOf(row: Row): 'STATED' | 'INFERRED' | 'YEAR_TO_DATE' {
  if (row.text('note').includes(PUBLISHED_BEFORE_THE_END)) return 'YEAR_TO_DATE';
  return row.text('period_basis').startsWith('stated') ? 'STATED' : 'INFERRED';
}
