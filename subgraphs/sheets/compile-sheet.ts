import { stringify } from 'csv-stringify/sync';
import type { AreaDirectory } from '../kit/area-directory.ts';
import type { CompleteDefinition } from './definition.ts';
import type { Sheet } from './read-sheet.ts';
import { SheetFigures, SOURCE } from './sheet-figures.ts';
import { sheetSdl } from './sheet-sdl.ts';

/** A sheet as the files of an agency's folder, by name; the same that a coded agency has. */
export interface CompiledSheet {
  readonly files: Readonly<Record<string, string>>;
  /** Figures in them, each as `INDICATOR unit period`. */
  readonly cells: ReadonlySet<string>;
  /** What cannot be read, each with its row and what to write; nothing may be published with one. */
  readonly faults: readonly string[];
}

const FIGURE_COLUMNS =
  'agency,indicator,indicator_name,unit_code,time_period,period_basis,time_per_collect,reference_date,value,value_low,value_high,qualifier,value_as_printed,unit_measure,unit_mult,dimensions,obs_status,record_type,source_id,source_item,note';
const SOURCE_COLUMNS =
  'source_id,publisher,title,year,published,date_basis,url_or_repository,licence,retrieved_via,checked_against';
/** Files that a sheet has nothing for; agencies have them all. */
const EMPTY = {
  'data/province-tables.csv': 'indicator,unit_gso_code,unit_name_vi,period,value,unit_measure,status,source_id,note\n',
  'data/filing.csv':
    'file,indicator_in_file,dimensions_in_file,unit_in_file,from,to,indicator,dimensions,unit_measure,unit_multiplier,why\n',
  'data/remarks.csv':
    'indicator,dimensions,ref_area,time_period,value_as_printed,obs_status,reason_code,reason_vi,reason_en\n',
};

/** Turns a sheet into an agency's files. Every fault is told at once. */
export function compileSheet(definition: CompleteDefinition, sheet: Sheet, areas: AreaDirectory): CompiledSheet {
  const { source } = definition;
  const missing = columnsOf(definition).filter((title) => !sheet.header.includes(title));
  const reading = new SheetFigures(definition, sheet, areas);
  const lines = missing.length > 0 ? [] : sheet.rows.flatMap((row) => reading.figuresOf(row));
  const sourceLine = [
    SOURCE,
    source.publisher,
    source.title,
    '',
    source.published ?? '',
    '',
    source.address ?? '',
    source.licence ?? '',
    'sheet of the agency itself',
    '',
  ];
  return {
    files: {
      'schema.graphql': sheetSdl(definition),
      'data/press-figures.csv': `${FIGURE_COLUMNS}\n${stringify(lines)}`,
      'data/sources.csv': `${SOURCE_COLUMNS}\n${stringify([sourceLine])}`,
      ...EMPTY,
    },
    cells: reading.cells,
    faults: [
      ...missing.map(
        (title) => `The sheet has no column "${title}". It has: ${sheet.header.filter(Boolean).join(', ')}.`,
      ),
      ...reading.faults,
    ],
  };
}

/** Headers that a definition names. */
function columnsOf({ unitColumn, withinColumn, periodColumn, indicators }: CompleteDefinition): string[] {
  return [unitColumn, withinColumn, periodColumn, ...indicators.map(({ column }) => column)].filter(
    (title) => title !== null,
  );
}
