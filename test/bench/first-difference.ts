/** The place where two values first differ, with what is there, or null where they are equal. The order of an object's keys does not count. */
export function firstDifference(expected: unknown, found: unknown, path = 'data'): string | null {
  if (Object.is(expected, found)) return null;
  if (!isObject(expected) || !isObject(found) || Array.isArray(expected) !== Array.isArray(found))
    return `${path}: expected ${shortened(expected)}, got ${shortened(found)}`;
  const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
  for (const key of keys) {
    const difference = firstDifference(expected[key], found[key], `${path}.${key}`);
    if (difference) return difference;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shortened(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);
}
