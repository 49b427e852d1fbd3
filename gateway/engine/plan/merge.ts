import type { Tree } from './fetched-fields.ts';
import type { Entity } from './run.ts';
import { isEntity } from './targets.ts';

/** JSON may have a field of this name; set on an object it would change what the object is. */
const PROTOTYPE = '__proto__';

/** Puts what a fetch brought into an object of the answer; objects that both have are merged, the newer value stands elsewhere. */
export function mergeInto(target: Entity, source: Entity): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined || key === PROTOTYPE) continue;
    const present: unknown = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isEntity(present) && isEntity(value)) mergeInto(present, value);
    else if (Array.isArray(present) && Array.isArray(value) && present.length === value.length)
      mergeLists(present, value);
    else target[key] = value;
  }
}

function mergeLists(target: unknown[], source: readonly unknown[]): void {
  for (const [index, value] of source.entries()) {
    const present = target[index];
    if (isEntity(present) && isEntity(value)) mergeInto(present, value);
    else if (Array.isArray(present) && Array.isArray(value) && present.length === value.length)
      mergeLists(present, value);
    else target[index] = value;
  }
}

/** A copy of what was asked of a subgraph, without what it sent beside that. */
export function pick<Value>(value: Value, tree: Tree): Value {
  if (Array.isArray(value)) return value.map((element) => pick(element, tree)) as Value;
  if (!isEntity(value)) return value;
  const picked: Entity = {};
  for (const [key, below] of tree) {
    if (Object.hasOwn(value, key)) picked[key] = below ? pick(value[key], below) : value[key];
  }
  return picked as Value;
}

/** Puts the fields that were asked into an object that no other fetch writes these to. */
export function putInto(target: Entity, source: Entity, tree: Tree): void {
  for (const key of tree.keys()) {
    if (Object.hasOwn(source, key) && source[key] !== undefined) target[key] = source[key];
  }
}
