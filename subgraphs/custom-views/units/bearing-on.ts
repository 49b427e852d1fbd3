import type { Boundaries, BoundaryUnit } from './boundaries.ts';

/**
 * One unit for each territory whose figures can bear on cells of these units: all that share land with one, and what lies on the rest of
 * those that are divided, since it may weigh them.
 */
export function bearingOn(units: readonly BoundaryUnit[], list: Boundaries): readonly BoundaryUnit[] {
  const found = new Set<string>();
  const weighed = new Set<string>();
  const onLandOf = (territory: string) => list.overlapping(list.atoms(territory, 'LAND'), 'LAND');
  for (const { territoryCode, level } of units)
    for (const overlap of onLandOf(territoryCode)) {
      found.add(overlap.territory);
      // Only units of its own level are divided to make one up.
      if (overlap.level === level && !overlap.isWithin) weighed.add(overlap.territory);
    }
  for (const territory of weighed) for (const overlap of onLandOf(territory)) found.add(overlap.territory);
  return [...found].map((territory) => list.versionsOf(territory).at(-1)!);
}
