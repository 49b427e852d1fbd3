import { isEntity } from './targets.ts';
import type { Entity } from './run.ts';

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

/** A copy that may be changed. */
export function copyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  if (!isEntity(value)) return value;
  const copy: Entity = {};
  for (const key of Object.keys(value)) if (key !== PROTOTYPE) copy[key] = copyOf(value[key]);
  return copy as Value;
}
