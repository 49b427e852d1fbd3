/** Stands between a territory, or its indicator, and what was found. */
export const FIGURE = '\u001f';
/** Stands after a territory, or its indicator, of which only the resolvers can answer. */
export const LEFT = '\u0002';

/** For each territory, by indicator: the objects of a list, separated by commas, or null where the resolvers have to say. */
export type FoundLists = ReadonlyMap<string, ReadonlyMap<string, string | null>>;

/** Reads the lines of one list. Control characters stand in no code, and JSON escapes them. */
export function readLists(text: string | null): FoundLists {
  const found = new Map<string, Map<string, string | null>>();
  for (const line of text?.split('\n') ?? []) {
    const afterTerritory = line.indexOf(FIGURE);
    const territory = line.slice(0, afterTerritory);
    const afterIndicator = line.indexOf(FIGURE, afterTerritory + 1);
    const isLeft = afterIndicator < 0;
    const indicator = line.slice(afterTerritory + 1, isLeft ? -LEFT.length : afterIndicator);
    let lists = found.get(territory);
    if (!lists) found.set(territory, (lists = new Map()));
    const before = lists.get(indicator);
    const objects = line.slice(afterIndicator + 1);
    lists.set(indicator, isLeft ? null : before === undefined ? objects : `${before},${objects}`);
  }
  return found;
}

/** The observation of each territory, an empty text for one that has none, or null for one that is left. */
export function readFigures(text: string | null, territories: readonly string[]): (string | null)[] {
  if (text === null) return territories.map(() => '');
  const lines = text.split('\n');
  let next = 0;
  return territories.map((territory) => {
    let found: string | null = '';
    for (; isOf(lines[next], territory); next++) {
      const line = lines[next]!;
      // A second line for a territory comes after one that is left.
      found = line[territory.length] === FIGURE && found === '' ? line.slice(territory.length + 1) : null;
    }
    return found;
  });
}

function isOf(line: string | undefined, territory: string): boolean {
  return line !== undefined && line.startsWith(territory) && line.charCodeAt(territory.length) < 0x20;
}
