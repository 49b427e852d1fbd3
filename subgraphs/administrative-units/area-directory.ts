import type { AreaDirectory, DirectoryArea } from '../kit/area-directory.ts';
import type { UnitFiles } from './files.ts';

/** The list as agencies place their figures by it. */
export function areaDirectory({ units, lineage }: UnitFiles): AreaDirectory {
  const territoryOf = new Map(units.map((unit) => [unit.code, unit.territory_code]));
  const lives = Map.groupBy(units, (unit) => unit.territory_code);
  const areas = units.map((unit): DirectoryArea => {
    const versions = lives.get(unit.territory_code)!;
    return {
      code: unit.code,
      gsoCode: unit.gso_code,
      name: unit.name_vi,
      level: unit.level,
      parentCode: unit.parent_code ?? null,
      territoryCode: unit.territory_code,
      validFrom: unit.valid_from ?? null,
      validTo: unit.valid_to ?? null,
      territoryFrom: versions.some((version) => version.valid_from === null)
        ? null
        : versions.map((version) => version.valid_from!).toSorted()[0]!,
      territoryTo: versions.some((version) => version.valid_to === null)
        ? null
        : versions
            .map((version) => version.valid_to!)
            .toSorted()
            .at(-1)!,
    };
  });
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const byGsoCode = Map.groupBy(areas, (area) => area.gsoCode);
  const steps = lineage.map(
    (row) => [territoryOf.get(row.successor_code)!, territoryOf.get(row.predecessor_code)!] as const,
  );
  return {
    areas,
    predecessors: closure(steps.filter(([successor, predecessor]) => successor !== predecessor)),
    lineage: lineage.map((row) => ({
      predecessor: row.predecessor_code,
      successor: row.successor_code,
      kind: row.kind,
      share: row.share ?? null,
    })),
    byCode: (code) => byCode.get(code),
    byGsoCode: (gsoCode, day) =>
      byGsoCode
        .get(gsoCode)
        ?.find(({ validFrom, validTo }) => (validFrom ?? '') <= day && (validTo === null || day < validTo)),
  };
}

/** Every pair that a chain of steps connects. */
function closure(steps: readonly (readonly [string, string])[]): [string, string][] {
  const next = Map.groupBy(steps, ([from]) => from);
  return [...next.keys()].flatMap((from) => {
    const reached = new Set<string>();
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const [, to] of next.get(at) ?? []) {
        if (reached.has(to)) continue;
        reached.add(to);
        open.push(to);
      }
    }
    return [...reached].map((to): [string, string] => [from, to]);
  });
}
