import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAreaDirectory } from '../../administrative-units/subgraph.ts';
import type { BoundariesInput, UnitSelectionInput } from './selection-input.ts';
import { contentOf, isInForce, readBoundaries } from './boundaries.ts';
import { selectRows } from './select-units.ts';

const areas = readAreaDirectory();
const list = readBoundaries(contentOf(areas));
const TODAY = '2026-11-22';

const rowsOf = (units: UnitSelectionInput, boundaries?: BoundariesInput) => selectRows(units, boundaries, list, TODAY);
const codesOf = (units: UnitSelectionInput, boundaries?: BoundariesInput) =>
  rowsOf(units, boundaries).flatMap((set) => set.units.map(({ code }) => code));

/** By the parents and dates of the list alone, without pieces of land. */
const inForce = (level: string, day: string) =>
  areas.areas.filter((unit) => unit.level === level && isInForce(unit, day)).map(({ code }) => code);
const liesIn = (code: string, ancestor: string): boolean => {
  const parent = areas.byCode(code)!.parentCode;
  return parent !== null && (parent === ancestor || liesIn(parent, ancestor));
};
const onward = Map.groupBy(areas.lineage, ({ predecessor }) => predecessor);
const backward = Map.groupBy(areas.lineage, ({ successor }) => successor);
const communes = Map.groupBy(areas.areas, ({ level, parentCode }) => (level === 'COMMUNE' ? parentCode : null));
/** The units in force on a day to which the lineage leads from one. */
const ledTo = (code: string, day: string): string[] => {
  const unit = areas.byCode(code)!;
  if (isInForce(unit, day)) return [code];
  // A district goes on in its communes: one that merged with others has no share in theirs.
  const own = unit.level === 'DISTRICT' && day >= '2025-07-01' ? communes.get(code) : undefined;
  if (own) return [...new Set(own.flatMap((commune) => ledTo(commune.code, day)))].toSorted();
  const isEarlier = (unit.validFrom ?? '') <= day;
  const next = isEarlier
    ? onward.get(code)?.map(({ successor }) => successor)
    : backward
        .get(code)
        ?.filter(({ kind }) => kind !== 'ABOLISH')
        .map(({ predecessor }) => predecessor);
  return [...new Set((next ?? []).flatMap((one) => ledTo(one, day)))].toSorted();
};

const days = fc.constantFrom(
  '2021-11-01',
  '2023-04-10',
  '2024-12-31',
  '2025-01-01',
  '2025-06-30',
  '2025-07-01',
  '2026-04-30',
  TODAY,
);
const levels = fc.constantFrom('PROVINCE', 'DISTRICT', 'COMMUNE');
const anyUnit = fc.nat({ max: areas.areas.length - 1 }).map((place) => list.unit(areas.areas[place]!.code)!);

describe('the units of a table', () => {
  it('are those named, in their order and once each', () => {
    expect(codesOf({ codes: ['417-20211101', '01-20211101', '417-20211101'] })).toEqual([
      '417-20211101',
      '01-20211101',
    ]);
  });

  it('are all of a level in force on a day, or today', () => {
    fc.assert(
      fc.property(levels, days, (level, on) => {
        fc.pre(inForce(level, on).length > 0);
        expect(codesOf({ level, on })).toEqual(inForce(level, on).toSorted());
      }),
      { numRuns: 20 },
    );
    expect(codesOf({ level: 'COMMUNE' })).toEqual(inForce('COMMUNE', TODAY).toSorted());
  });

  it('are those that lie within a unit in force on the day, at any depth', () => {
    fc.assert(
      fc.property(levels, days, anyUnit, (level, on, { code, ...unit }) => {
        fc.pre(isInForce(unit, on));
        const expected = inForce(level, on)
          .filter((one) => liesIn(one, code))
          .toSorted();
        fc.pre(expected.length > 0);
        expect(codesOf({ level, within: code, on })).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('are the successors to which the lineage leads, of districts the communes', () => {
    fc.assert(
      fc.property(anyUnit, days, ({ code, level, ...unit }, on) => {
        fc.pre(unit.validTo !== null && unit.validTo <= on);
        const expected = ledTo(code, on);
        expect(codesOf({ successorsOf: code, on })).toEqual(expected);
        if (level === 'DISTRICT' && on >= '2025-07-01')
          expect(codesOf({ level: 'COMMUNE', within: code, on })).toEqual(expected);
      }),
    );
  });

  it('that are to stand in the boundaries of a day are those to which the lineage leads, forward or back', () => {
    fc.assert(
      fc.property(anyUnit, days, ({ code, level }, on) => {
        const expected = ledTo(code, on);
        // The lineage leads from a commune back to communes, and to island districts.
        fc.pre(expected.every((one) => areas.byCode(one)!.level === level || level === 'DISTRICT'));
        expect(codesOf({ codes: [code] }, { kind: 'ON_DATE', on })).toEqual(expected);
      }),
    );
  });

  it('stand in the boundaries of two days one after the other', () => {
    const boundaries = { kind: 'TWO_DATES', on: '2025-06-30', and: '2025-07-01' } as const;
    const [before, after, ...more] = rowsOf({ codes: ['37-20250701'] }, boundaries);
    expect(more).toEqual([]);
    expect(before).toMatchObject({
      on: '2025-06-30',
      units: [{ name: 'Hà Nam' }, { name: 'Nam Định' }, { name: 'Ninh Bình' }],
    });
    expect(after).toMatchObject({ on: '2025-07-01', units: [{ code: '37-20250701' }] });
  });

  it('of island districts are the special zones that they became, and the other way round', () => {
    const island = areas.areas.find(({ name, level }) => name === 'Lý Sơn' && level === 'DISTRICT')!;
    const zone = areas.areas.find(({ name, level }) => name === 'Lý Sơn' && level === 'COMMUNE')!;
    expect(codesOf({ codes: [island.code] }, { kind: 'ON_DATE', on: '2025-07-01' })).toEqual([zone.code]);
    expect(codesOf({ codes: [zone.code] }, { kind: 'ON_DATE', on: '2025-06-30' })).toEqual([island.code]);
  });
});

describe('a selection of units that cannot be read', () => {
  it.each<[UnitSelectionInput, BoundariesInput | undefined, RegExp]>([
    [{}, undefined, /exactly one of "codes", "level", "successorsOf"/],
    [{ codes: ['01-20211101'], level: 'PROVINCE' }, undefined, /exactly one of/],
    [{ codes: [] }, undefined, /No units were selected. Send at least one code/],
    [{ codes: ['417'] }, undefined, /No units with the codes 417. Send dated keys such as 417-20211101/],
    [{ codes: ['01-20211101'], on: '2025-07-01' }, undefined, /"on" goes with "level" or "successorsOf"/],
    [{ codes: ['01-20211101'], within: '01-20211101' }, undefined, /"within" goes with "level"/],
    [{ level: 'COMMUNE', within: '999-20211101' }, undefined, /No units with the codes 999-20211101/],
    [
      { level: 'COMMUNE', within: '16849-20250701' },
      undefined,
      /no units of level COMMUNE within 16849-20250701 on 2026-11-22/,
    ],
    [{ level: 'PROVINCE', within: '16849-20250701' }, undefined, /no units of level PROVINCE within 16849-20250701/],
    [{ level: 'DISTRICT' }, undefined, /no units of level DISTRICT on 2026-11-22/],
    [{ level: 'PROVINCE', on: '2021-10-31' }, undefined, /begins on 2021-11-01, but "2021-10-31" was sent/],
    [{ successorsOf: '417' }, undefined, /No units with the codes 417/],
    [{ level: 'PROVINCE' }, { on: '2025-07-01' }, /AS_REPORTED take no day/],
    [{ level: 'PROVINCE' }, { kind: 'ON_DATE' }, /ON_DATE need "on"/],
    [{ level: 'PROVINCE' }, { kind: 'ON_DATE', on: '2020-01-01' }, /begins on 2021-11-01, but "2020-01-01" was sent/],
    [{ level: 'PROVINCE' }, { kind: 'ON_DATE', on: '2025-07-01', and: '2025-06-30' }, /take one day/],
    [{ level: 'PROVINCE' }, { kind: 'TWO_DATES', on: '2025-07-01' }, /need "and", a second day/],
    [{ level: 'PROVINCE' }, { kind: 'TWO_DATES', on: '2025-07-01', and: '2025-07-01' }, /need "and", a second day/],
  ])('%j in boundaries %j is refused with what to send', (units, boundaries, message) => {
    expect(() => rowsOf(units, boundaries)).toThrow(message);
    try {
      rowsOf(units, boundaries);
    } catch (error) {
      expect((error as { extensions?: object }).extensions).toEqual({ code: 'BAD_USER_INPUT' });
    }
  });
});
