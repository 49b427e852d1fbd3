import type { AreaDirectory } from '../kit/area-directory.ts';
import { parseTimePeriod, TIME_PERIOD_FORMS } from '../kit/time-period.ts';
import type { CompleteDefinition } from './definition.ts';
import { UnitFinder } from './find-unit.ts';
import { decimalSignOf, readCell, type CellFigure } from './read-cell.ts';
import type { Sheet, SheetRow } from './read-sheet.ts';

/** Id of the one source of a sheet. */
export const SOURCE = 'sheet';

/** Reads the figures of a sheet as lines of a figure file, and keeps what cannot be read, each with its row. */
export class SheetFigures {
  readonly faults: string[] = [];
  readonly #definition: CompleteDefinition;
  readonly #sheet: Sheet;
  readonly #units: UnitFinder;
  readonly #seen = new Map<string, number>();

  constructor(definition: CompleteDefinition, sheet: Sheet, areas: AreaDirectory) {
    this.#definition = definition;
    this.#sheet = sheet;
    this.#units = new UnitFinder(areas);
  }

  /** Each figure as `INDICATOR unit period`. */
  get cells(): ReadonlySet<string> {
    return new Set(this.#seen.keys());
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
