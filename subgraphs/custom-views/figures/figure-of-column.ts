import type { Citation } from './citation.ts';
import type { Figure } from './figure.ts';

/** A column as the bulk read gives it; arrays that were not asked for are not there. */
export interface ColumnRead {
  readonly agency: string;
  readonly indicator: string;
  readonly slice: string;
  readonly timePeriod: string;
  readonly unitMeasure: string;
  readonly unitMultiplier: number;
  readonly decimals: number | null;
  readonly values: readonly (number | null)[];
  readonly valuesLow: readonly (number | null)[];
  readonly valuesHigh: readonly (number | null)[];
  readonly qualifier: readonly string[];
  readonly obsStatus: readonly string[];
  readonly recordType: readonly string[];
  readonly periodBasis: readonly (string | null)[];
  readonly ids?: readonly (string | null)[];
  readonly refArea?: readonly (string | null)[];
  readonly referenceDate?: readonly (string | null)[];
  readonly confStatus?: readonly (string | null)[];
  readonly seriesBreak?: readonly (string | null)[];
  readonly reasonCode?: readonly (string | null)[];
  /** Places in `citations`. */
  readonly citation: readonly number[];
  /** Of what is not read in detail their sources alone. */
  readonly citations: readonly Citation[];
}

/** One figure of a column, read when it is asked for: a table of thousands of units looks at few fields of most. */
export class FigureOfColumn implements Figure {
  readonly #column: ColumnRead;
  readonly #place: number;

  constructor(column: ColumnRead, place: number) {
    this.#column = column;
    this.#place = place;
  }

  get agency() {
    return this.#column.agency;
  }

  get indicator() {
    return this.#column.indicator;
  }

  get slice() {
    return this.#column.slice;
  }

  get timePeriod() {
    return this.#column.timePeriod;
  }

  get unitMeasure() {
    return this.#column.unitMeasure;
  }

  get unitMultiplier() {
    return this.#column.unitMultiplier;
  }

  get decimals() {
    return this.#column.decimals ?? 0;
  }

  get isTarget() {
    return this.#column.recordType[this.#place] === 'TARGET';
  }

  get qualifier() {
    return this.#column.qualifier[this.#place]!;
  }

  get obsStatus() {
    return this.#column.obsStatus[this.#place]!;
  }

  get value() {
    return this.#column.values[this.#place] ?? null;
  }

  get valueLow() {
    return this.#column.valuesLow[this.#place] ?? null;
  }

  get valueHigh() {
    return this.#column.valuesHigh[this.#place] ?? null;
  }

  get periodBasis() {
    return this.#column.periodBasis[this.#place] ?? null;
  }

  get id() {
    return this.#column.ids?.[this.#place] ?? null;
  }

  get refArea() {
    return this.#column.refArea?.[this.#place] ?? null;
  }

  get referenceDate() {
    return this.#column.referenceDate?.[this.#place] ?? null;
  }

  get confStatus() {
    return this.#column.confStatus?.[this.#place] ?? null;
  }

  get seriesBreak() {
    return this.#column.seriesBreak?.[this.#place] ?? null;
  }

  get reasonCode() {
    return this.#column.reasonCode?.[this.#place] ?? null;
  }

  get citation() {
    return this.#column.citations[this.#column.citation[this.#place]!] ?? null;
  }
}
