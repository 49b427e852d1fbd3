import { FORM, type CellColumns } from './cell-columns.ts';

/** What the statement tells of a cell. */
export type CellRow = readonly [
  indicator: string,
  slice: string,
  timePeriod: string,
  /** The first day of the period, and the day after its last. */
  start: string,
  end: string,
  figures: readonly [
    /** The form and the narrow columns beside it, where each is the same for all figures; of decimals the most. */
    same: readonly [form: string, ...(readonly unknown[])],
    /** Else these, of each figure. */
    each: readonly (readonly unknown[])[] | null,
    /** Of each figure its territory, or its unit where none were named, a line each; null where every territory asked has one, in order. */
    keys: string | null,
    ...wide: (readonly unknown[])[],
  ],
  /** False: the resolvers have to say. */
  plain: boolean,
];

/** The value that all figures of a cell have in a column, or those of each. */
export type CellValues = { readonly same: unknown } | { readonly each: readonly unknown[] };

/** The figures of an indicator, slice and period, in the order in which they were read. */
export interface Cell {
  readonly indicator: string;
  readonly slice: string;
  readonly timePeriod: string;
  readonly start: string;
  readonly end: string;
  readonly keys: readonly string[] | null;
  /** By the column of `current_figure`. */
  readonly read: (column: string) => CellValues;
}

export function toCell(row: CellRow, { wide, narrow }: CellColumns): Cell {
  const [indicator, slice, timePeriod, start, end, [[form, ...beside], each, keys, ...arrays]] = row;
  const told = form.split('|');
  const shared = new Map<string, unknown>(FORM.map((column, place) => [column, told[place]]));
  shared.set('unit_multiplier', Number(shared.get('unit_multiplier')));
  for (const { column, value } of narrow) if (value !== null) shared.set(column, beside.shift());
  return {
    indicator,
    slice,
    timePeriod,
    start,
    end,
    keys: keys === null ? null : keys.split('\n'),
    read(column) {
      const place = narrow.findIndex((one) => one.column === column);
      if (place < 0) return { each: arrays[wide.findIndex((one) => one.column === column)]! };
      return each ? { each: each[place]! } : { same: shared.get(column) };
    },
  };
}

export function valueAt(values: CellValues, place: number): unknown {
  return 'same' in values ? values.same : values.each[place];
}
