import type { Entity } from './run.ts';

/** Names of the types below each interface and union of the supergraph. */
export type Subtypes = Readonly<Record<string, ReadonlySet<string>>>;

export function subtypesOf(lists: Readonly<Record<string, readonly string[]>>): Subtypes {
  return Object.fromEntries(Object.entries(lists).map(([name, below]) => [name, new Set(below)]));
}

/** Whether the object is of the type; `unknown` is the answer for one that does not say what it is. */
export function isOfType(entity: Entity, type: string, subtypes: Subtypes, unknown: boolean): boolean {
  const name: unknown = entity['__typename'];
  if (typeof name !== 'string') return unknown;
  return name === type || (Object.hasOwn(subtypes, type) && subtypes[type]!.has(name));
}
