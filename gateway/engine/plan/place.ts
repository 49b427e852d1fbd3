import { Spliced } from '../spliced.ts';
import type { Fetch } from './fetch.ts';
import { mergeInto, pick, putInto } from './merge.ts';
import type { Entity } from './run.ts';

/** What a subgraph sends beside what it was asked reaches no answer: it could stand in the place of another agency's. */
export function place(fetch: Fetch, target: Entity, value: Entity): void {
  const { tree } = fetch.fields;
  if (!fetch.isWrittenInto) return putInto(target, value, tree);
  const own = pick(value, tree);
  fetch.rewrite(own);
  mergeInto(target, own);
}

/** Puts the text of one field, which is all that the text of the entity holds, where its value goes. */
export function splice(key: string, targets: readonly Entity[], entity: string): void {
  const opening = `{"${key}":`;
  const value = entity.startsWith(opening)
    ? new Spliced(entity.slice(opening.length, -1))
    : (JSON.parse(entity) as Entity)[key];
  for (const target of targets) target[key] = value;
}
