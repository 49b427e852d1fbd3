import type { FetchDataRewrite } from '@apollo/query-planner';
import type { Entity } from './run.ts';
import { isEntity } from './targets.ts';
import { isOfType, type Subtypes } from './type-conditions.ts';

const FRAGMENT = '... on ';

/** Changes that the planner wants made to what is sent to, or came from, a subgraph: a value set, or a key renamed. */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  subtypes: Subtypes,
): (value: Entity) => void {
  if (!rewrites?.length) return () => undefined;
  return (value) => {
    for (const rewrite of rewrites) applyAt(value, rewrite.path, 0, rewrite, subtypes);
  };
}

function applyAt(
  value: unknown,
  path: readonly string[],
  depth: number,
  rewrite: FetchDataRewrite,
  subtypes: Subtypes,
): void {
  if (Array.isArray(value)) {
    for (const element of value) applyAt(element, path, depth, rewrite, subtypes);
    return;
  }
  if (!isEntity(value)) return;
  const part = path[depth]!;
  if (depth === path.length - 1) return apply(value, part, rewrite);
  if (!part.startsWith(FRAGMENT)) {
    if (Object.hasOwn(value, part)) applyAt(value[part], path, depth + 1, rewrite, subtypes);
  } else if (isOfType(value, part.slice(FRAGMENT.length), subtypes, true)) {
    applyAt(value, path, depth + 1, rewrite, subtypes);
  }
}

function apply(entity: Entity, key: string, rewrite: FetchDataRewrite): void {
  if (rewrite.kind === 'ValueSetter') entity[key] = rewrite.setValueTo;
  else if (Object.hasOwn(entity, key) && entity[key] !== undefined) {
    entity[rewrite.renameKeyTo] = entity[key];
    entity[key] = undefined;
  }
}
