import {
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLOutputType,
} from 'graphql';
import { Spliced } from '../spliced.ts';
import { collectFields, type Selecting } from './collect-fields.ts';
import type { Introspect } from './introspection.ts';
import { completeLeaf } from './leaf.ts';
import { INVALID, tell, tellWhere, type Complete } from './shaping.ts';

type Nodes = readonly [FieldNode, ...FieldNode[]];

/** Names that every object seems to have: a field of such a name must be looked up with care. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Compiles the selections of an operation into a function that makes the client's answer out of what was fetched: the fields that were
 * asked, in the order asked, with nulls passed up as far as the schema says.
 */
export function compileObject(
  type: GraphQLCompositeType,
  nodes: readonly Pick<FieldNode, 'selectionSet'>[],
  selecting: Selecting,
  introspect: Introspect,
): Complete {
  const fields = collectFields(
    type,
    nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    selecting,
  );
  const keys = [...fields.keys()];
  const completes = [...fields.values()].map((same) => completeField(type, same, selecting, introspect));
  const fetched = [...fields.values()].map(([node]) => selecting.responseKeys.keyOf(node));
  const areOwn = fetched.map((key) => !INHERITED.has(key));
  return (value, shaping) => {
    const source = value as Record<string, unknown>;
    const result: Record<string, unknown> = {};
    const { problems } = shaping;
    for (let place = 0; place < keys.length; place++) {
      const key = keys[place]!;
      const from = fetched[place]!;
      const before = problems.length;
      const found = areOwn[place] || Object.hasOwn(source, from) ? source[from] : undefined;
      const completed = completes[place]!(found, shaping);
      if (problems.length > before) tellWhere(shaping, before, key);
      if (completed === INVALID) return null;
      result[key] = completed;
    }
    return result;
  };
}

function completeField(
  type: GraphQLCompositeType,
  nodes: Nodes,
  selecting: Selecting,
  introspect: Introspect,
): Complete {
  const name = nodes[0].name.value;
  // A type that is not the object's own cannot be its name: see `completeAbstract`.
  if (name === '__typename') return isObjectType(type) ? () => type.name : () => INVALID;
  if (name === SchemaMetaFieldDef.name || name === TypeMetaFieldDef.name) return introspect(nodes);
  const field = 'getFields' in type ? type.getFields()[name] : undefined;
  if (!field) throw new Error(`${type.name} has no field ${name}.`);
  return completeType(field.type, nodes, `field ${type.name}.${name}`, selecting, introspect);
}

function completeType(
  type: GraphQLOutputType,
  nodes: Nodes,
  place: string,
  selecting: Selecting,
  introspect: Introspect,
): Complete {
  if (isNonNullType(type))
    return completeNonNull(completeType(type.ofType, nodes, place, selecting, introspect), place);
  if (isLeafType(type)) return completeLeaf(type, place);
  if (isListType(type)) return completeList(completeType(type.ofType, nodes, place, selecting, introspect), place);
  if (isAbstractType(type)) return completeAbstract(type, nodes, place, selecting, introspect);
  return completeObject(compileObject(type, nodes, selecting, introspect), place);
}

function completeNonNull(complete: Complete, place: string): Complete {
  return (value, shaping) => {
    const before = shaping.problems.length;
    const completed = complete(value, shaping);
    if (completed !== null) return completed;
    if (shaping.problems.length === before) tell(shaping, `Cannot return null for non-nullable ${place}.`);
    return INVALID;
  };
}

function completeList(complete: Complete, place: string): Complete {
  return (value, shaping) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return refuse(shaping, `a list for ${place}`);
    const { problems } = shaping;
    const result: unknown[] = [];
    let isValid = true;
    for (let index = 0; index < value.length; index++) {
      const before = problems.length;
      const completed = complete(value[index], shaping);
      if (problems.length > before) tellWhere(shaping, before, index);
      if (completed === INVALID) isValid = false;
      result.push(completed);
    }
    return isValid ? result : null;
  };
}

function completeObject(shape: Complete, place: string): Complete {
  return (value, shaping) => {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'object' || Array.isArray(value)) return refuse(shaping, `an object for ${place}`);
    if (value instanceof Spliced) return value;
    return shape(value, shaping);
  };
}

/**
 * An interface or union is shaped by the type that the object says it is. An interface that some subgraph knows as one object
 * (`@interfaceObject`) may be all that is known of it.
 */
function completeAbstract(
  type: GraphQLAbstractType,
  nodes: Nodes,
  place: string,
  selecting: Selecting,
  introspect: Introspect,
): Complete {
  const { schema, interfaceObjects } = selecting;
  const shapes = new Map<unknown, Complete>();
  const shapeOf = (name: unknown): Complete | null => {
    const named = typeof name === 'string' ? schema.getType(name) : undefined;
    if (!isObjectType(named) && !(isInterfaceType(named) && interfaceObjects.has(named.name))) return null;
    if (named !== (type as GraphQLCompositeType) && !schema.isSubType(type, named)) return null;
    return compileObject(named, nodes, selecting, introspect);
  };
  return completeObject((value, shaping) => {
    const name = (value as Record<string, unknown>)['__typename'] ?? type.name;
    let shape = shapes.get(name) ?? null;
    if (!shape) {
      shape = shapeOf(name);
      // A name that a subgraph made up is not kept: there may be any number.
      if (shape) shapes.set(name, shape);
    }
    if (shape) return shape(value, shaping);
    // The name is not told: it may be of a type that clients do not see.
    tell(shaping, `Invalid __typename found for object at ${place}.`);
    return null;
  }, place);
}

function refuse(shaping: Parameters<Complete>[1], expected: string): null {
  tell(shaping, `Expected ${expected}, but the subgraph sent something else.`);
  return null;
}
