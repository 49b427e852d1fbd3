import { addDays } from '../../kit/calendar.ts';
import type { Indicator } from '../../kit/declarations.ts';
import type { Figure } from '../figures/figure.ts';
import type { Atoms } from '../units/atoms.ts';
import { isInForce, type BoundaryUnit } from '../units/boundaries.ts';
import { countsOf, figuresOf, type Evaluation, type Pending, type PeriodTried } from './evaluation.ts';

/** A territory with a figure, and the pieces of it that lie where they are needed. */
export interface Piece {
  readonly figure: Figure;
  readonly unit: BoundaryUnit;
  readonly atoms: Atoms;
}

/** How territories with figures make up a place. No two share land. */
export interface Cover {
  /** Territories that lie wholly in it. */
  readonly within: readonly Piece[];
  /** Territories that lie in it in part, on land that no territory within has a figure of. */
  readonly across: readonly Piece[];
  /** Units that would be needed for the rest; empty where nothing is missing. */
  readonly missing: readonly BoundaryUnit[];
}

const FROM_THE_HIGHEST = ['PROVINCE', 'DISTRICT', 'COMMUNE'];

export function isAbove(one: string, other: string): boolean {
  return FROM_THE_HIGHEST.indexOf(one) < FROM_THE_HIGHEST.indexOf(other);
}

/** The cover of a unit by the figures of one period; the largest territories first. */
export function coverPlace(
  indicator: Indicator,
  slice: string,
  tried: PeriodTried,
  unit: BoundaryUnit,
  evaluation: Evaluation,
): Pending<Cover> {
  const counts = countsOf(indicator);
  const atoms = evaluation.boundaries.atoms(unit.territoryCode, counts);
  return coverAtoms(indicator, slice, tried, atoms, unit.level, evaluation);
}

export function coverAtoms(
  indicator: Indicator,
  slice: string,
  tried: PeriodTried,
  atoms: Atoms,
  level: string,
  { boundaries, reading }: Evaluation,
): Pending<Cover> {
  const counts = countsOf(indicator);
  const day = addDays(tried.period.end, -1);
  const rest = new Set(atoms);
  const within: Piece[] = [];
  const across: Piece[] = [];
  const overlaps = boundaries.overlapping(atoms, counts);
  for (const isWithin of [true, false]) {
    for (const overlap of overlaps) {
      if (overlap.isWithin !== isWithin || rest.size === 0) continue;
      // What lies around a place at a higher level is no part of it; one of its parts may lie across its border.
      if (!isWithin && isAbove(overlap.level, level)) continue;
      const figures = figuresOf(indicator, slice, tried, overlap.territory, reading);
      if (!figures) return undefined;
      const [figure] = figures;
      if (!figure) continue;
      const own = boundaries.atoms(overlap.territory, counts);
      const needed = own.filter((atom) => rest.has(atom));
      // Within, a territory counts as a whole or not at all: part of it would count land twice.
      if (isWithin ? needed.length < own.length : needed.length === 0) continue;
      for (const atom of needed) rest.delete(atom);
      const piece = {
        figure,
        unit: boundaries.unit(figure.refArea ?? '') ?? boundaries.versionOf(overlap.territory, day),
        atoms: needed,
      };
      (isWithin ? within : across).push(piece);
    }
  }
  // Where nothing has a figure nobody asks what would be needed.
  const isNone = within.length === 0 && across.length === 0;
  return { within, across, missing: isNone ? [] : neededFor([...rest], within[0]?.unit.level ?? level, day) };

  /** Units in force that lie on what is left: of the level, else of the lowest; islands lay in districts without communes. */
  function neededFor(left: Atoms, wanted: string, on: string): readonly BoundaryUnit[] {
    const open = new Set(left);
    const inForce = boundaries
      .overlapping(left, counts)
      .map(({ territory }) => boundaries.versionOf(territory, on))
      .filter((unit) => isInForce(unit, on));
    return [wanted, 'COMMUNE', 'DISTRICT', 'PROVINCE'].flatMap((one) =>
      inForce.filter(({ level: itsLevel, territoryCode }) => {
        if (itsLevel !== one) return false;
        const lying = boundaries.atoms(territoryCode, counts).filter((atom) => open.has(atom));
        for (const atom of lying) open.delete(atom);
        return lying.length > 0;
      }),
    );
  }
}
