import { describe, expect, it } from '@jest/globals';
import { readAreaDirectory } from '../../administrative-units/subgraph.ts';
import { contentOf, isInForce, readBoundaries, type BoundaryUnit, type Counts } from './boundaries.ts';

const areas = readAreaDirectory();
const list = readBoundaries(contentOf(areas));
const territories = new Set(areas.areas.map(({ territoryCode }) => territoryCode));
const everyPiece = [...new Set([...territories].flatMap((code) => [...list.atoms(code, 'LAND')]))].toSorted(byNumber);

/** Every day on which the list is another, with the first one and the days before. */
const FIRST_OF_LIST = '2021-11-01';
const DAYS = [
  ...new Set([
    FIRST_OF_LIST,
    ...areas.areas.flatMap(({ validFrom, validTo }) => [validFrom, validTo].filter((day) => day !== null)),
  ]),
].toSorted();
const LAST_OF_DISTRICTS = '2025-06-30';
const FIRST_OF_REFORM = '2025-07-01';

/** Districts that had no communes: islands. They are known by the list itself. */
const parents = new Set(areas.areas.map(({ parentCode }) => parentCode));
const islands = areas.areas.filter(({ code, level }) => level === 'DISTRICT' && !parents.has(code));

describe('the pieces of land that territories are made of', () => {
  it('are there for every territory, and every piece belongs to one', () => {
    expect([...territories].filter((code) => list.atoms(code, 'LAND').length === 0)).toEqual([]);
    expect(everyPiece).toEqual(Array.from(everyPiece, (_piece, place) => place));
  });

  it.each(DAYS)('are divided among the provinces of %s, each in one', (day) => {
    expect(piecesOf(list.inForce('PROVINCE', day))).toEqual(everyPiece);
  });

  it.each(DAYS)('are divided among the communes of %s, but for island districts without any', (day) => {
    const there = islands.filter((unit) => isInForce(unit, day)).map(({ code }) => list.unit(code)!);
    expect(piecesOf([...list.inForce('COMMUNE', day), ...there])).toEqual(everyPiece);
    expect(there.length).toBe(day < FIRST_OF_REFORM ? 5 : 0);
  });

  it.each([...DAYS.filter((day) => day < FIRST_OF_REFORM), LAST_OF_DISTRICTS])(
    'are divided among the districts of %s',
    (day) => {
      expect(piecesOf(list.inForce('DISTRICT', day))).toEqual(everyPiece);
    },
  );

  it('are those of the units within it, on every day and for every version of the territory', () => {
    const wrong: string[] = [];
    for (const day of DAYS) {
      const within = Map.groupBy(
        areas.areas.filter((unit) => isInForce(unit, day)),
        ({ parentCode }) => parentCode,
      );
      for (const [parent, children] of within) {
        if (parent === null) continue;
        const own = [...list.atoms(list.unit(parent)!.territoryCode, 'LAND')].toSorted(byNumber);
        if (String(piecesOf(children)) !== String(own)) wrong.push(`${parent} on ${day}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('are shared by two communes if, and only if, one came out of the other', () => {
    const levelOf = new Map(areas.areas.map(({ territoryCode, level }) => [territoryCode, level]));
    const pairs = areas.predecessors.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]);
    const isCommune = (code: string) => levelOf.get(code) === 'COMMUNE';
    const expected = pairs.filter((pair) => pair.split(' ').every(isCommune)).toSorted();
    const found = [...territories].filter(isCommune).flatMap((one) =>
      list
        .overlapping(list.atoms(one, 'LAND'), 'LAND')
        .filter(({ territory, level }) => level === 'COMMUNE' && territory !== one)
        .map(({ territory }) => `${one} ${territory}`),
    );
    expect(found.toSorted()).toEqual(expected);
  });
});

describe('territories as unions of those before them', () => {
  it('make up each of the 34 provinces of the reform, exactly, counting people and land', () => {
    for (const counts of ['PEOPLE', 'LAND'] as const)
      expect(list.inForce('PROVINCE', FIRST_OF_REFORM).filter(isUnionOf('PROVINCE', counts))).toHaveLength(34);
  });

  it('make up 2,937 of the 3,321 communes of the reform where people are counted', () => {
    expect(list.inForce('COMMUNE', FIRST_OF_REFORM).filter(isUnionOf('COMMUNE', 'PEOPLE'))).toHaveLength(2_937);
  });

  it('make up fewer of them where land is counted: parts where nobody lives moved too', () => {
    const whole = list.inForce('COMMUNE', FIRST_OF_REFORM).filter(isUnionOf('COMMUNE', 'LAND'));
    expect(whole.length).toBeLessThan(2_937);
    const steps = Map.groupBy(areas.lineage, ({ successor }) => successor);
    const isWhole = ({ code, validFrom }: BoundaryUnit) =>
      validFrom !== FIRST_OF_REFORM || !steps.get(code)!.some(({ kind }) => kind === 'SPLIT');
    expect(whole.map(({ code }) => code)).toEqual(
      list
        .inForce('COMMUNE', FIRST_OF_REFORM)
        .filter(isWhole)
        .map(({ code }) => code),
    );
  });

  it('have the outline of 387 of the 691 districts that had communes', () => {
    const districts = list.inForce('DISTRICT', LAST_OF_DISTRICTS).filter(({ code }) => parents.has(code));
    expect(districts).toHaveLength(691);
    const now = new Set(list.inForce('COMMUNE', FIRST_OF_REFORM).map(({ territoryCode }) => territoryCode));
    const isOutlined = ({ territoryCode }: BoundaryUnit) =>
      list
        .overlapping(list.atoms(territoryCode, 'LAND'), 'LAND')
        .filter(({ territory }) => now.has(territory))
        .every(({ isWithin }) => isWithin);
    expect(districts.filter(isOutlined)).toHaveLength(387);
    const known = ['417-20211101', '074-20211101', '201-20211101'];
    expect(districts.filter(isOutlined).map(({ code }) => code)).toEqual(expect.arrayContaining(known));
  });

  it('carry island districts without communes on in the special zones that they became', () => {
    expect(islands.map(({ name }) => name).toSorted()).toEqual(
      ['Bạch Long Vĩ', 'Cồn Cỏ', 'Côn Đảo', 'Hoàng Sa', 'Lý Sơn'].toSorted(),
    );
    for (const { territoryCode } of islands) {
      const pieces = list.atoms(territoryCode, 'LAND');
      const zones = list
        .inForce('COMMUNE', FIRST_OF_REFORM)
        .filter(({ territoryCode: zone }) => list.atoms(zone, 'LAND').some((piece) => pieces.includes(piece)));
      expect(zones).toHaveLength(1);
      expect(list.atoms(zones[0]!.territoryCode, 'LAND')).toEqual(pieces);
    }
  });
});

/** The pieces of all, in order; one that two have stands there twice. */
function piecesOf(units: readonly Pick<BoundaryUnit, 'territoryCode'>[]): number[] {
  return units.flatMap(({ territoryCode }) => [...list.atoms(territoryCode, 'LAND')]).toSorted(byNumber);
}

/** Whether a unit is exactly made of units of a level as they were on the day before the reform. */
function isUnionOf(level: string, counts: Counts) {
  const before = new Set(
    [...list.inForce(level, LAST_OF_DISTRICTS), ...(level === 'COMMUNE' ? islands : [])].map(
      ({ territoryCode }) => territoryCode,
    ),
  );
  return ({ territoryCode }: BoundaryUnit) => {
    const atoms = list.atoms(territoryCode, counts);
    const within = list
      .overlapping(atoms, counts)
      .filter(({ territory, isWithin }) => isWithin && before.has(territory));
    return within.reduce((sum, { shared }) => sum + shared, 0) === atoms.length;
  };
}

function byNumber(a: number, b: number): number {
  return a - b;
}
