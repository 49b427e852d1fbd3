import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** What one fetch brings, lists seen through. */
export interface FetchedFields {
  /** Response keys at the level of its entities, or of the root. */
  readonly keys: readonly string[];
  /** Paths of all objects below. */
  readonly objects: readonly (readonly string[])[];
  /** Paths of everything below. */
  readonly all: readonly (readonly string[])[];
  /** The same as a tree, with the names of types where they are asked. */
  readonly tree: Tree;
}

/** Response keys, and what is below each; null where there are no objects. */
export type Tree = ReadonlyMap<string, Tree | null>;

/** Reads them from the document that is sent. */
export function fetchedFields(document: DocumentNode, isEntityFetch: boolean): FetchedFields {
  const fragments = new Map(
    document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
  );
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)!;
  const tree = treeOf(operation.selectionSet, fragments);
  const top = isEntityFetch ? (tree.get('_entities') ?? new Map<string, GrowingTree | null>()) : tree;
  return {
    keys: [...top.keys()].filter((key) => key !== '__typename'),
    objects: pathsOf(top, (below) => below !== null),
    all: pathsOf(top, () => true),
    tree: top,
  };
}

type GrowingTree = Map<string, GrowingTree | null>;

function treeOf(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  tree: GrowingTree = new Map(),
): GrowingTree {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) treeOf(selection.selectionSet, fragments, tree);
    else if (selection.kind === Kind.FRAGMENT_SPREAD)
      treeOf(fragments.get(selection.name.value)!.selectionSet, fragments, tree);
    else {
      const key = selection.alias?.value ?? selection.name.value;
      if (!selection.selectionSet) tree.set(key, tree.get(key) ?? null);
      else tree.set(key, treeOf(selection.selectionSet, fragments, tree.get(key) ?? new Map()));
    }
  }
  return tree;
}

function pathsOf(tree: Tree, isWanted: (below: Tree | null) => boolean): string[][] {
  return [...tree].flatMap(([key, below]) => [
    ...(isWanted(below) ? [[key]] : []),
    ...(below ? pathsOf(below, isWanted).map((path) => [key, ...path]) : []),
  ]);
}
