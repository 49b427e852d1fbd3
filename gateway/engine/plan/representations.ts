import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { mergeInto } from './merge.ts';
import type { Entity } from './run.ts';
import { isEntity } from './targets.ts';
import { isOfType, type Subtypes } from './type-conditions.ts';

/** The distinct keys under which a subgraph is asked for entities. */
export interface Representations {
  readonly objects: readonly Entity[];
  /** Each as JSON. */
  readonly texts: readonly string[];
  /** All of them as JSON, written once. */
  readonly list: () => string;
  /** The objects of the answer that each one stands for. */
  readonly targets: readonly (readonly Entity[])[];
  /** For each, the place of its first object among all that were looked at. */
  readonly places: readonly number[];
}

export type Represent = (targets: readonly Entity[]) => Representations;

/**
 * Reads from each object what a fetch requires of it: one representation for all objects that give the same. An object that lacks
 * something is left out, since an error was already told where it got lost.
 */
export function compileRepresentations(
  requires: readonly QueryPlanSelectionNode[],
  rewrite: (representation: Entity) => void,
  subtypes: Subtypes,
): Represent {
  const read = compileRead(requires, subtypes);
  return (all) => {
    const byText = new Map<string, number>();
    const objects: Entity[] = [];
    const targets: Entity[][] = [];
    const places: number[] = [];
    for (let place = 0; place < all.length; place++) {
      const target = all[place]!;
      const representation = read(target);
      if (!representation?.['__typename']) continue;
      rewrite(representation);
      const text = JSON.stringify(representation);
      const known = byText.get(text);
      if (known !== undefined) {
        targets[known]!.push(target);
        continue;
      }
      byText.set(text, objects.length);
      objects.push(representation);
      targets.push([target]);
      places.push(place);
    }
    const texts = [...byText.keys()];
    let list: string | undefined;
    return { objects, texts, list: () => (list ??= listOf(texts)), targets, places };
  };
}

export function listOf(texts: readonly string[]): string {
  return `[${texts.join(',')}]`;
}

type Read = (entity: Entity) => Entity | null;
type Add = (entity: Entity, result: Entity) => boolean;

function compileRead(selections: readonly QueryPlanSelectionNode[], subtypes: Subtypes): Read {
  const adds = selections.map((selection) => compileAdd(selection, subtypes));
  return (entity) => {
    const result: Entity = {};
    for (const add of adds) if (!add(entity, result)) return null;
    return result;
  };
}

/** Adds one selection to a representation; false where the object lacks it. */
function compileAdd(selection: QueryPlanSelectionNode, subtypes: Subtypes): Add {
  if (selection.kind === 'InlineFragment') {
    const { typeCondition } = selection;
    if (!typeCondition) return () => true;
    const read = compileRead(selection.selections, subtypes);
    return (entity, result) => {
      if (!isOfType(entity, typeCondition, subtypes, false)) return true;
      const found = read(entity);
      if (found) mergeInto(result, found);
      return true;
    };
  }
  const key = selection.alias ?? selection.name;
  const read = selection.selections && compileRead(selection.selections, subtypes);
  return (entity, result) => {
    if (!Object.hasOwn(entity, key)) return false;
    const value: unknown = entity[key];
    if (value === undefined) return false;
    result[key] = read ? readNested(value, read) : value;
    return true;
  };
}

function readNested(value: unknown, read: Read): unknown {
  if (Array.isArray(value)) return value.map((element) => readNested(element, read));
  return isEntity(value) ? read(value) : null;
}
