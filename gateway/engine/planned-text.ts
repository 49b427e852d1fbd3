import {
  Kind,
  print,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { ResponseKeys } from './response-keys.ts';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** The text to plan for a document that is valid: as it was sent, unless something in it has to be said otherwise. */
export function plannedText(
  source: string,
  document: DocumentNode,
  rootType: string,
  responseKeys: ResponseKeys,
): string {
  const steps = [withMarkedNames(responseKeys), withoutIntrospection, withRootUnnamed(rootType), withSomethingAlways];
  const planned = steps.reduce((before, step) => step(before), document);
  return planned === document ? source : print(planned);
}

const withMarkedNames =
  (responseKeys: ResponseKeys) =>
  (document: DocumentNode): DocumentNode =>
    visit(document, {
      Field: (node) => {
        const key = responseKeys.keyOf(node);
        if (key === (node.alias ?? node.name).value) return undefined;
        return { ...node, alias: { kind: Kind.NAME, value: key } };
      },
      Variable: (node) => {
        const name = responseKeys.variableOf(node.name.value);
        return name === node.name.value ? undefined : { ...node, name: { kind: Kind.NAME, value: name } };
      },
    });

/** Introspection is answered here, and the planner may know another version of it. */
function withoutIntrospection(document: DocumentNode): DocumentNode {
  return visit(document, {
    FragmentDefinition: ({ typeCondition }) => (typeCondition.name.value.startsWith('__') ? null : undefined),
    Field: ({ name }) => (name.value === '__schema' || name.value === '__type' ? null : undefined),
    SelectionSet: {
      leave: (node) => (node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined),
    },
  });
}

/**
 * The root type has a name of its own in each subgraph, and plans keep `... on Query` with a condition as the client wrote it: at the
 * root, fragments on that type are written out without its name.
 */
const withRootUnnamed =
  (rootType: string) =>
  (document: DocumentNode): DocumentNode => {
    const fragments = fragmentsOf(document);
    const namesRoot = ({ selections }: SelectionSetNode): boolean =>
      selections.some(
        (one) =>
          one.kind === Kind.FRAGMENT_SPREAD ||
          (one.kind === Kind.INLINE_FRAGMENT &&
            (one.typeCondition?.name.value === rootType || namesRoot(one.selectionSet))),
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
  };

/** An object of which every field may be left out is there all the same: something is always asked of it. */
function withSomethingAlways(document: DocumentNode): DocumentNode {
  const fragments = fragmentsOf(document);
  const always = ({ selections }: SelectionSetNode): boolean =>
    selections.some((one) => {
      if (one.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include')) return false;
      if (one.kind === Kind.FIELD) return true;
      return always((one.kind === Kind.FRAGMENT_SPREAD ? fragments.get(one.name.value)! : one).selectionSet);
    });
  return visit(document, {
    Field: (node) => {
      if (!node.selectionSet || always(node.selectionSet)) return undefined;
      const selections = [TYPENAME, ...node.selectionSet.selections];
      return { ...node, selectionSet: { ...node.selectionSet, selections } };
    },
  });
}

function fragmentsOf({ definitions }: DocumentNode): Fragments {
  return new Map(
    definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
}
