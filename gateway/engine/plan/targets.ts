import type { Entity } from './run.ts';

/** Stands for every element of a list in a path. */
export const EACH = '@';

/** The objects at a path below these, in the order of the answer; nothing where the way ends in null. */
export function targetsAt(from: readonly Entity[], path: readonly string[]): readonly Entity[] {
  let found: readonly unknown[] = from;
  for (const part of path) {
    const next: unknown[] = [];
    for (const value of found) {
      if (part === EACH) {
        if (Array.isArray(value)) for (const element of value) next.push(element);
      } else if (isEntity(value) && Object.hasOwn(value, part)) next.push(value[part]);
    }
    found = next;
  }
  return found.filter(isEntity);
}

/** The path in the answer, with indexes, of the object that `targetsAt` finds at this place. */
export function pathOfTarget(root: Entity, path: readonly string[], place: number): (string | number)[] {
  let left = place;
  const walk = (value: unknown, depth: number, way: (string | number)[]): (string | number)[] | null => {
    if (depth === path.length) return isEntity(value) && left-- === 0 ? way : null;
    const part = path[depth]!;
    if (part !== EACH)
      return isEntity(value) && Object.hasOwn(value, part) ? walk(value[part], depth + 1, [...way, part]) : null;
    if (!Array.isArray(value)) return null;
    for (const [index, element] of value.entries()) {
      const found = walk(element, depth + 1, [...way, index]);
      if (found) return found;
    }
    return null;
  };
  return walk(root, 0, []) ?? path.filter((part) => part !== EACH);
}

export function isEntity(value: unknown): value is Entity {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
