import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { smallIntervals } from '../../../test/support/some-intervals.ts';
import { exactly, type Interval } from '../figures/interval.ts';
import type { GridRow } from './grid.ts';
import { orderRows, type Order } from './order.ts';

const cell = fc.option(fc.oneof(smallIntervals, fc.integer({ min: 0, max: 2 }).map(exactly)), { freq: 4 });
/** Rows of two columns under one or two geographies, each unit once in each. */
const tables = fc
  .uniqueArray(
    fc.record({ code: fc.integer({ min: 10, max: 40 }), set: fc.constantFrom(0, 1), cells: fc.tuple(cell, cell) }),
    {
      selector: ({ code, set }) => `${set} ${code}`,
      maxLength: 12,
    },
  )
  .map((rows) => rows.map(({ code, set, cells }) => rowOf(`${code}-20250701`, set, cells)));
const orders = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()).map(([one, other, isSwapped]): readonly Order[] => [
  { column: isSwapped ? 1 : 0, isDescending: one },
  { column: isSwapped ? 0 : 1, isDescending: other },
]);

function rowOf(code: string, set: number, cells: readonly (Interval | null)[]): GridRow {
  return { unit: { code }, on: null, set, cells: cells.map((interval) => ({ interval })) } as unknown as GridRow;
}

describe('the order of rows', () => {
  it('is total: the same however they come, none lost and none twice', () => {
    fc.assert(
      fc.property(tables, orders, fc.integer(), (rows, order, seed) => {
        const bySet = (some: readonly GridRow[]) => some.toSorted((a, b) => a.set - b.set);
        const ordered = orderRows(bySet(rows), order, true).map(({ row }) => row);
        const shuffled = rows.toSorted((a, b) => hash(a, seed) - hash(b, seed));
        expect(orderRows(bySet(shuffled), order, true).map(({ row }) => row)).toEqual(ordered);
        expect(new Set(ordered)).toEqual(new Set(rows));
        expect(ordered).toHaveLength(rows.length);
      }),
    );
  });

  it('follows the ranks within each geography, those without a rank last', () => {
    fc.assert(
      fc.property(tables, orders, (rows, order) => {
        for (const ofSet of Map.groupBy(orderRows(rows, order, true), ({ row }) => row.set).values()) {
          const places = ofSet.map(({ rank }) => rank?.from ?? Infinity);
          expect(places).toEqual(places.toSorted((a, b) => (a === b ? 0 : a - b)));
        }
      }),
    );
  });

  it('of equal rows is that of the next column, then of their codes', () => {
    const rows = [
      rowOf('40-20250701', 0, [exactly(5), exactly(1)]),
      rowOf('30-20250701', 0, [exactly(5), null]),
      rowOf('20-20250701', 0, [exactly(5), exactly(2)]),
      rowOf('10-20250701', 0, [exactly(5), exactly(1)]),
    ];
    const order = [
      { column: 0, isDescending: true },
      { column: 1, isDescending: false },
    ];
    const ordered = orderRows(rows, order, true);
    expect(ordered.map(({ row }) => row.unit.code.slice(0, 2))).toEqual(['10', '40', '20', '30']);
    expect(ordered.map(({ rank }) => rank)).toEqual(rows.map(() => ({ from: 1, to: 1, shared: 4 })));
  });

  it('that is refused, or was not asked, leaves the rows as they are', () => {
    fc.assert(
      fc.property(tables, orders, (rows, order) => {
        const asIs = rows.map((row) => ({ row, rank: null }));
        expect(orderRows(rows, order, false)).toEqual(asIs);
        expect(orderRows(rows, [], true)).toEqual(asIs);
      }),
    );
  });
});

/** A number that orders rows anew for each seed. */
function hash({ unit, set }: GridRow, seed: number): number {
  return (Math.imul(Number(unit.code.slice(0, 2)) * 2 + set + 1, seed | 1) >>> 7) % 9_973;
}
