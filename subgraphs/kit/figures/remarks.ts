import { join } from 'node:path';
import { readCsvTable } from '../csv-table.ts';
import type { CodeList } from '../code-lists.ts';
import type { FiledFigure, Figure } from './filed-figure.ts';

const COLUMNS = [
  'indicator',
  'dimensions',
  'ref_area',
  'time_period',
  'value_as_printed',
  'obs_status',
  'reason_code',
  'reason_vi',
  'reason_en',
] as const;

/**
 * Adds what `remarks.csv` says of single cells: likely slips of a source, rounded zeros. The figure stays as published. A remark whose
 * cell is gone or reads otherwise is refused, so that none outlives what it speaks of.
 */
export function withRemarks(
  folder: string,
  filed: readonly FiledFigure[],
  codeLists: ReadonlyMap<string, CodeList>,
): readonly FiledFigure[] {
  const cells = new Map(filed.map((entry, place) => [cellOf(entry.figure), place]));
  const remarked = [...filed];
  for (const row of readCsvTable(join(folder, 'remarks.csv'), COLUMNS)) {
    const cell = [row.text('indicator'), row.text('dimensions'), row.text('ref_area'), row.text('time_period')].join(
      '|',
    );
    const place = cells.get(cell);
    if (place === undefined) throw row.fault('time_period', `a figure at ${cell.replaceAll('|', ', ')}`);
    const entry = filed[place]!;
    if (entry.figure.value_as_printed !== row.text('value_as_printed')) {
      throw row.fault(
        'value_as_printed',
        `"${entry.figure.value_as_printed}", as ${entry.file} line ${entry.line} prints it`,
      );
    }
    const status =
      row.text('obs_status') && row.oneOf('obs_status', [...(codeLists.get('OBS_STATUS')?.codes.keys() ?? [])]);
    remarked[place] = {
      ...entry,
      figure: {
        ...entry.figure,
        obs_status: status || entry.figure.obs_status,
        reason_code: row.oneOf('reason_code', [...(codeLists.get('REASON')?.codes.keys() ?? [])]),
        reason_vi: row.text('reason_vi'),
        reason_en: row.text('reason_en'),
      },
    };
  }
  return remarked;
}

function cellOf(figure: Figure): string {
  return [figure.indicator, figure.slice, figure.ref_area, figure.time_period].join('|');
}
