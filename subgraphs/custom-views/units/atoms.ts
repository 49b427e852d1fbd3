import type { BoundaryStep, BoundaryUnit } from './boundaries.ts';

/**
 * Pieces of land, as numbers in order. A piece is one way through the lineage of communes, from the first list to today: no change of
 * boundaries that is recorded divides it. Territories of all levels and days are sets of pieces, so that one is exactly the others together
 * when its pieces are.
 */
export type Atoms = readonly number[];

export const ATOMS_OF_NONE: Atoms = [];

/** The pieces of every territory, and the territories of every piece. A piece to which nobody went (share 0) is marked. */
export function atomsOf(units: readonly BoundaryUnit[], steps: readonly BoundaryStep[]) {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  // Island districts without communes have a line of their own, which goes on in the special zones that they became.
  const hasChildren = new Set(units.map((unit) => unit.parentCode));
  const isLeaf = (unit: BoundaryUnit) =>
    unit.level === 'COMMUNE' || (unit.level === 'DISTRICT' && !hasChildren.has(unit.code));
  const next = Map.groupBy(
    steps.filter(({ predecessor, successor }) => isLeaf(byCode.get(predecessor)!) && isLeaf(byCode.get(successor)!)),
    ({ predecessor }) => predecessor,
  );
  const hasPredecessor = new Set([...next.values()].flat().map(({ successor }) => successor));

  const ofTerritory = new Map<string, number[]>();
  const territoriesOf: string[][] = [];
  const empty = new Set<number>();
  const addWay = (way: readonly string[], isEmpty: boolean) => {
    const atom = territoriesOf.length;
    if (isEmpty) empty.add(atom);
    const territories = new Set<string>();
    for (const code of way)
      for (let unit = byCode.get(code); unit; unit = unit.parentCode ? byCode.get(unit.parentCode) : undefined)
        territories.add(unit.territoryCode);
    territoriesOf.push([...territories]);
    for (const territory of territories) {
      const atoms = ofTerritory.get(territory);
      if (atoms) atoms.push(atom);
      else ofTerritory.set(territory, [atom]);
    }
  };
  const walk = (way: readonly string[], isEmpty: boolean): void => {
    const onward = next.get(way.at(-1)!);
    if (!onward) return addWay(way, isEmpty);
    for (const { successor, share } of onward) walk([...way, successor], isEmpty || share === 0);
  };
  for (const unit of units) if (isLeaf(unit) && !hasPredecessor.has(unit.code)) walk([unit.code], false);
  return { ofTerritory: ofTerritory as ReadonlyMap<string, Atoms>, territoriesOf, empty };
}
