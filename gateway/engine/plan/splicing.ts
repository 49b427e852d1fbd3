import {
  getNamedType,
  isObjectType,
  Kind,
  parse,
  print,
  type FieldNode,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, type Selecting } from '../shape/collect-fields.ts';
import { hashOf, type Fetch } from './fetch.ts';
import { compileRecognition } from './recognise.ts';
import { EACH } from './targets.ts';

/**
 * Finds the fetches whose answers can go to the client as the text that they are: each brings one field of its entities, and of that
 * exactly what the client asked, in that order, of types that are certain; and no other fetch needs anything in it. Decided once for an
 * operation; one with conditions, which may ask for different things each time, has none.
 */
export function findSpliceable(
  fetches: readonly Fetch[],
  operation: OperationDefinitionNode,
  root: GraphQLObjectType,
  selecting: Selecting,
): void {
  const required = new Set(fetches.flatMap(({ node }) => namesIn(JSON.stringify(node.requires ?? []))));
  for (const fetch of fetches) {
    const [key, ...others] = fetch.fields.keys;
    if (!fetch.represent || fetch.isWrittenInto || key === undefined || others.length > 0 || required.has(key))
      continue;
    const place = typeAt(fetch.path, root, [operation], selecting);
    const asked = place && collectFields(place.type, selectionSets(place.nodes), selecting).get(key);
    const [sent, ...besides] = sentFields(fetch);
    if (!asked || !sent || besides.length > 0 || keyOf(sent) !== key) continue;
    // A null, or a list, is for the shape to judge.
    if (!isObjectType(place.type.getFields()[sent.name.value]?.type)) continue;
    if (!isSame(place.type, asked, sent, selecting)) continue;
    const recognition = compileRecognition(place.type, sent);
    Object.assign(fetch, { spliced: key, recognition, hash: hashOf(fetch.node.operation, recognition) });
  }
}

/** The type of the objects at a path, and what the client selects there; null where it depends on the object. */
function typeAt(
  path: readonly string[],
  root: GraphQLObjectType,
  nodes: readonly Pick<FieldNode, 'selectionSet'>[],
  selecting: Selecting,
): { type: GraphQLObjectType; nodes: readonly Pick<FieldNode, 'selectionSet'>[] } | null {
  let place = { type: root, nodes };
  for (const key of path) {
    if (key === EACH) continue;
    const below = collectFields(place.type, selectionSets(place.nodes), selecting).get(key);
    const type = below && getNamedType(place.type.getFields()[below[0].name.value]?.type);
    if (!below || !isObjectType(type)) return null;
    place = { type, nodes: below };
  }
  return place;
}

/** Whether a fetch asks for a field exactly as the client does, all the way down. */
function isSame(
  parent: GraphQLObjectType,
  asked: readonly FieldNode[],
  sent: FieldNode,
  selecting: Selecting,
): boolean {
  const [node] = asked;
  if (keyOf(node!) !== keyOf(sent) || node!.name.value !== sent.name.value) return false;
  if (sent.directives?.length || argumentsOf(node!) !== argumentsOf(sent)) return false;
  if (!sent.selectionSet) return true;
  const type = getNamedType(parent.getFields()[sent.name.value]?.type);
  if (!isObjectType(type)) return false;
  const wanted = [...collectFields(type, selectionSets(asked), selecting).values()];
  const brought = fieldsOf(sent.selectionSet);
  return (
    brought !== null &&
    wanted.length === brought.length &&
    wanted.every((nodes, place) => isSame(type, nodes, brought[place]!, selecting))
  );
}

function sentFields({ node }: Fetch): FieldNode[] {
  const operation = parse(node.operation).definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [entities] = operation ? (fieldsOf(operation.selectionSet) ?? []) : [];
  const [onType, ...others] = entities?.selectionSet?.selections ?? [];
  if (others.length > 0 || onType?.kind !== Kind.INLINE_FRAGMENT) return [];
  return fieldsOf(onType.selectionSet) ?? [];
}

/** The fields of a selection that has nothing else; null otherwise. */
function fieldsOf({ selections }: SelectionSetNode): FieldNode[] | null {
  const fields = selections.filter((one): one is FieldNode => one.kind === Kind.FIELD);
  return fields.length === selections.length ? fields : null;
}

function selectionSets(nodes: readonly Pick<FieldNode, 'selectionSet'>[]): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function argumentsOf({ arguments: given }: FieldNode): string {
  return (given ?? []).map(print).toSorted().join();
}

function namesIn(requires: string): string[] {
  return [...requires.matchAll(/"name":"(\w+)"/g)].map(([, name]) => name!);
}
