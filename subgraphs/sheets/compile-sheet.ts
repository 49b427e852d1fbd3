import { stringify } from 'csv-stringify/sync';
import type { AreaDirectory } from '../kit/area-directory.ts';
import { parseTimePeriod, TIME_PERIOD_FORMS } from '../kit/time-period.ts';
import type { CompleteDefinition } from './definition.ts';
import { UnitFinder } from './find-unit.ts';
import { decimalSignOf, readCell, type CellFigure } from './read-cell.ts';
import type { Sheet, SheetRow } from './read-sheet.ts';
import { sheetSdl } from './sheet-sdl.ts';

/** A sheet as the files of an agency's folder, by name; the same that a coded agency has. */
export interface CompiledSheet {
  readonly files: Readonly<Record<string, string>>;
  /** Figures in them. */
  readonly figures: number;
  /** What cannot be read, each with its row and what to write; nothing may be published with one. */
  readonly faults: readonly string[];
}

const SOURCE = 'sheet';
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
  const reading = new Reading(definition, sheet, new UnitFinder(areas));
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
    figures: lines.length,
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

class Reading {
  readonly faults: string[] = [];
  readonly #definition: CompleteDefinition;
  readonly #sheet: Sheet;
  readonly #units: UnitFinder;
  readonly #seen = new Map<string, number>();

  constructor(definition: CompleteDefinition, sheet: Sheet, units: UnitFinder) {
    this.#definition = definition;
    this.#sheet = sheet;
    this.#units = units;
  }

  figuresOf(row: SheetRow): string[][] {
    const { unitColumn, unitLevel, withinColumn, periodColumn, timePeriod, indicators } = this.#definition;
    const written = periodColumn === null ? timePeriod : this.#text(row, periodColumn);
    const period = parseTimePeriod(written ?? '');
    if (!period) {
      this.#fault(row, periodColumn ?? 'timePeriod', `"${written}" is no period: write ${TIME_PERIOD_FORMS}`);
      return [];
    }
    const within = withinColumn === null ? '' : this.#text(row, withinColumn);
    const unit = this.#units.find(this.#text(row, unitColumn), { within, level: unitLevel, period });
    if ('fault' in unit) {
      this.#fault(row, unitColumn, unit.fault);
      return [];
    }
    return indicators.flatMap((indicator) => {
      const figure = this.#figure(row, indicator.column);
      if (!figure) return [];
      const key = `${indicator.code} ${unit.code} ${period.text}`;
      const earlier = this.#seen.get(key);
      if (earlier !== undefined) {
        this.#fault(
          row,
          indicator.column,
          `${unit.code} has a figure for ${period.text} in row ${earlier} already: leave one`,
        );
        return [];
      }
      this.#seen.set(key, row.line);
      return [this.#line(indicator, unit.code, period.text, figure, row.line)];
    });
  }

  #figure(row: SheetRow, column: string): CellFigure | null {
    const cell = row.cells[this.#sheet.header.indexOf(column)] ?? '';
    const figure = readCell(cell, this.#definition.decimalSign);
    if (figure !== undefined) return figure;
    const isTwofold =
      this.#definition.decimalSign === null && decimalSignOf(String(cell)) === null && /\d[.,]\d{3}/.test(String(cell));
    this.#fault(
      row,
      column,
      isTwofold
        ? `"${cell}" can be read in two ways: say in agency.json which sign divides decimals ("decimalSign": "," or ".")`
        : `"${cell}" is no figure: write a number, with a sign before it where it is a bound (> 2700, ~ 50, 100-200), or leave the cell empty`,
    );
    return null;
  }

  #line(
    indicator: CompleteDefinition['indicators'][number],
    unit: string,
    period: string,
    figure: CellFigure,
    line: number,
  ): string[] {
    const { qualifier, value, low, high, asPrinted } = figure;
    const basis = this.#definition.periodColumn === null ? 'inferred: of the whole sheet' : 'stated';
    return [
      this.#definition.name,
      indicator.code,
      indicator.column,
      unit,
      period,
      basis,
      '',
      '',
      value,
      low,
      high,
      qualifier,
      asPrinted,
      indicator.unitMeasure,
      '0',
      '',
      'A',
      'observation',
      SOURCE,
      `row ${line}`,
      '',
    ];
  }

  #text(row: SheetRow, column: string): string {
    return String(row.cells[this.#sheet.header.indexOf(column)] ?? '').trim();
  }

  #fault(row: SheetRow, column: string, what: string): void {
    this.faults.push(`Row ${row.line}, column "${column}": ${what.replace(/\.$/, '')}.`);
  }
}
