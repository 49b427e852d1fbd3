import {
  Kind,
  print,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { ResponseKeys } from './response-keys.ts';

/** The text to plan for a document that is valid: as it was sent, unless something in it has to be said otherwise. */
export function plannedText(
  source: string,
  document: DocumentNode,
  rootType: string,
  responseKeys: ResponseKeys,
): string {
  const planned = withRootUnnamed(withMarkedKeys(document, responseKeys), rootType);
  return planned === document ? source : print(planned);
}

function withMarkedKeys(document: DocumentNode, responseKeys: ResponseKeys): DocumentNode {
  return visit(document, {
    Field: (node) => {
      const key = responseKeys.keyOf(node);
      if (!node.alias || key === node.alias.value) return undefined;
      return { ...node, alias: { kind: Kind.NAME, value: key } };
    },
  });
}

/**
 * The root type has a name of its own in each subgraph, and plans keep `... on Query` with a condition as the client wrote it: at the
 * root, fragments on that type are written out without its name.
 */
function withRootUnnamed(document: DocumentNode, rootType: string): DocumentNode {
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  const namesRoot = ({ selections }: SelectionSetNode): boolean =>
    selections.some(
      (one) =>
        (one.kind === Kind.INLINE_FRAGMENT &&
          (one.typeCondition?.name.value === rootType || namesRoot(one.selectionSet))) ||
        one.kind === Kind.FRAGMENT_SPREAD,
    );
  const unnamed = (selectionSet: SelectionSetNode): SelectionSetNode => ({
    ...selectionSet,
    selections: selectionSet.selections.map((one): SelectionNode => {
      if (one.kind === Kind.FIELD) return one;
      const fragment = one.kind === Kind.FRAGMENT_SPREAD ? fragments.get(one.name.value)! : one;
      const { typeCondition } = fragment;
      return {
        kind: Kind.INLINE_FRAGMENT,
        ...(typeCondition && typeCondition.name.value !== rootType ? { typeCondition } : {}),
        directives: one.directives ?? [],
        selectionSet: unnamed(fragment.selectionSet),
      };
    }),
  });
  return visit(document, {
    OperationDefinition: (operation) =>
      namesRoot(operation.selectionSet) ? { ...operation, selectionSet: unnamed(operation.selectionSet) } : undefined,
    FragmentDefinition: () => false,
  });
}
