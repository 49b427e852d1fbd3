import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { AreaDirectory } from '../../kit/area-directory.ts';
import { ATOMS_OF_NONE, atomsOf, type Atoms } from './atoms.ts';

export interface BoundaryUnit {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  /** In force for the unit's whole life; null for provinces. */
  readonly parentCode: string | null;
  readonly territoryCode: string;
  readonly validFrom: string | null;
  /** Half-open; null: in force. */
  readonly validTo: string | null;
  /** From when to when its territory was in force, in whichever version; half-open, null: open. */
  readonly life: { readonly from: string | null; readonly to: string | null };
}

export interface BoundaryStep {
  readonly predecessor: string;
  readonly successor: string;
  readonly kind: string;
  readonly share: number | null;
}

/** One version of the national list of units with their lineage, and what follows from it. */
export interface Boundaries {
  /** SHA-256 of the content. */
  readonly version: string;
  unit(code: string): BoundaryUnit | undefined;
  /** Units of a level in force on a day, by code. */
  inForce(level: string, day: string): readonly BoundaryUnit[];
  /** All versions of a territory, oldest first. */
  versionsOf(territory: string): readonly BoundaryUnit[];
  /** One unit for each territory, its latest version. */
  territories(): readonly BoundaryUnit[];
  /** The latest version of a territory that was in force by the day, else its first. */
  versionOf(territory: string, day: string): BoundaryUnit;
  /** The pieces of land that a territory is made of; of those where nobody went only where land counts, not people. */
  atoms(territory: string, counts: Counts): Atoms;
  /** Those of these pieces to which somebody went. */
  populated(atoms: Atoms): Atoms;
  /** The territories that share pieces with these, those that share most first. */
  overlapping(atoms: Atoms, counts: Counts): readonly Overlap[];
}

/** Whether what is added up counts people (persons, households), or anything that lies on land. */
export type Counts = 'PEOPLE' | 'LAND';

export interface Overlap {
  readonly territory: string;
  readonly level: string;
  /** Pieces that both have. */
  readonly shared: number;
  /** Whether the territory lies wholly within. */
  readonly isWithin: boolean;
}

/** The list as it is kept: a text that the same list always has. */
export function contentOf({ areas, lineage }: Pick<AreaDirectory, 'areas' | 'lineage'>): string {
  return JSON.stringify({
    units: areas
      .map((area) => [
        area.code,
        area.name,
        area.level,
        area.parentCode,
        area.territoryCode,
        area.validFrom,
        area.validTo,
      ])
      .toSorted(byFirst),
    lineage: lineage.map((step) => [step.predecessor, step.successor, step.kind, step.share]).toSorted(byFirst),
  });
}

export function versionOfContent(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

type Row = readonly (string | number | null)[];

function byFirst(a: Row, b: Row): number {
  const [left, right] = [`${a[0]} ${a[1]}`, `${b[0]} ${b[1]}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function readBoundaries(content: string): Boundaries {
  const { units: unitRows, lineage } = JSON.parse(content) as { units: Row[]; lineage: Row[] };
  const listed = unitRows.map(([code, name, level, parentCode, territoryCode, validFrom, validTo]) => ({
    code: code as string,
    name: name as string,
    level: level as string,
    parentCode: parentCode as string | null,
    territoryCode: territoryCode as string,
    validFrom: validFrom as string | null,
    validTo: validTo as string | null,
  }));
  const lives = livesOf(listed);
  const units = listed.map((unit): BoundaryUnit => ({ ...unit, life: lives.get(unit.territoryCode)! }));
  const steps = lineage.map(([predecessor, successor, kind, share]) => ({
    predecessor: predecessor as string,
    successor: successor as string,
    kind: kind as string,
    share: share as number | null,
  }));
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const versions = Map.groupBy(
    units.toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1)),
    (unit) => unit.territoryCode,
  );
  const { ofTerritory, territoriesOf, empty } = atomsOf(units, steps);
  const peopled = new Map(
    [...ofTerritory].map(([territory, atoms]) => [territory, atoms.filter((one) => !empty.has(one))]),
  );
  const onDays = new LRUCache<string, readonly BoundaryUnit[]>({ max: 20 });
  const overlaps = { LAND: new WeakMap<Atoms, Overlap[]>(), PEOPLE: new WeakMap<Atoms, Overlap[]>() };
  const sets = { LAND: ofTerritory, PEOPLE: peopled };
  const levelOf = (territory: string) => versions.get(territory)![0]!.level;

  return {
    version: versionOfContent(content),
    unit: (code) => byCode.get(code),
    inForce: (level, day) => {
      const key = `${level} ${day}`;
      const found = onDays.get(key) ?? units.filter((unit) => unit.level === level && isInForce(unit, day));
      onDays.set(key, found);
      return found;
    },
    versionsOf: (territory) => versions.get(territory) ?? [],
    territories: () => [...versions.values()].map((all) => all.at(-1)!),
    versionOf: (territory, day) => {
      const all = versions.get(territory)!;
      return all.findLast((unit) => (unit.validFrom ?? '') <= day) ?? all[0]!;
    },
    atoms: (territory, counts) => sets[counts].get(territory) ?? ATOMS_OF_NONE,
    populated: (atoms) => atoms.filter((atom) => !empty.has(atom)),
    overlapping(atoms, counts) {
      const known = overlaps[counts].get(atoms);
      if (known) return known;
      const shared = new Map<string, number>();
      for (const atom of atoms)
        for (const territory of territoriesOf[atom]!) shared.set(territory, (shared.get(territory) ?? 0) + 1);
      const found = [...shared]
        .map(([territory, count]) => ({
          territory,
          level: levelOf(territory),
          shared: count,
          isWithin: sets[counts].get(territory)!.length === count,
        }))
        .toSorted((a, b) => b.shared - a.shared || (a.territory < b.territory ? -1 : 1));
      overlaps[counts].set(atoms, found);
      return found;
    },
  };
}

/** The lives of territories: from the first day of their first version to the last of their last. */
function livesOf(units: readonly Omit<BoundaryUnit, 'life'>[]): ReadonlyMap<string, BoundaryUnit['life']> {
  const versions = [...Map.groupBy(units, ({ territoryCode }) => territoryCode)];
  return new Map(
    versions.map(([territory, all]) => {
      const froms = all.map(({ validFrom }) => validFrom);
      const tos = all.map(({ validTo }) => validTo);
      const from = froms.includes(null) ? null : (froms as string[]).toSorted()[0]!;
      const to = tos.includes(null) ? null : (tos as string[]).toSorted().at(-1)!;
      return [territory, { from, to }];
    }),
  );
}

export function isInForce({ validFrom, validTo }: Pick<BoundaryUnit, 'validFrom' | 'validTo'>, day: string): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day < validTo);
}
