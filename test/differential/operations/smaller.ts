import {
  Kind,
  parse,
  print,
  validate,
  visit,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
} from 'graphql';
import type { Operation } from './operation.ts';

/** Valid operations that are smaller in one place: without a selection, a directive, an argument or a value, or with a fragment written out. */
export function* smallerOperations(
  schema: GraphQLSchema,
  { document, variables }: Operation,
): IterableIterator<Operation> {
  const size = countNodes(document);
  for (const smaller of reductions(document)) {
    const cleaned = withoutUnused(smaller);
    if (cleaned === null) continue;
    const text = print(cleaned);
    const reparsed = parse(text);
    if (validate(schema, reparsed).length > 0) continue;
    if (countNodes(reparsed) >= size) continue;
    yield { document: reparsed, variables: onlyDeclared(reparsed, variables) };
  }
  for (const name of Object.keys(variables)) {
    const { [name]: _left, ...others } = variables;
    yield { document, variables: others };
  }
}

/** The document with one node left out, or replaced by what it holds. */
function* reductions(document: DocumentNode): IterableIterator<DocumentNode> {
  const count = countNodes(document);
  for (let place = 0; place < count; place++) {
    for (const replace of [leaveOut, writeOut]) {
      let at = -1;
      let changed = false;
      const smaller: DocumentNode = visit(document, {
        enter(node) {
          at += 1;
          if (at !== place) return undefined;
          const replaced = replace(node, document);
          if (replaced === undefined) return undefined;
          changed = true;
          return replaced;
        },
      });
      if (changed) yield smaller;
    }
  }
}

const REMOVABLE: readonly string[] = [
  Kind.FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
  Kind.DIRECTIVE,
  Kind.ARGUMENT,
  Kind.OBJECT_FIELD,
];
const leaveOut = (node: ASTNode): null | undefined => (REMOVABLE.includes(node.kind) ? null : undefined);

function writeOut(node: ASTNode, document: DocumentNode): ASTNode | undefined {
  if (node.kind === Kind.FIELD && node.alias) {
    const { alias: _alias, ...plain } = node;
    return plain;
  }
  if (node.kind !== Kind.FRAGMENT_SPREAD) return undefined;
  const fragment = document.definitions.find(
    (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === node.name.value,
  );
  if (!fragment) return undefined;
  const { typeCondition, selectionSet } = fragment;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet, directives: node.directives ?? [] };
}

/** Without fragments and variables that nothing uses; null when a selection set became empty. */
function withoutUnused(document: DocumentNode): DocumentNode | null {
  const spread = new Set<string>();
  const used = new Set<string>();
  let empty = false;
  visit(document, {
    FragmentSpread: ({ name }) => void spread.add(name.value),
    SelectionSet: ({ selections }) => void (empty ||= selections.length === 0),
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  if (empty) return null;
  const smaller: DocumentNode = visit(document, {
    FragmentDefinition: ({ name }) => (spread.has(name.value) ? undefined : null),
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  return smaller.definitions.length === document.definitions.length ? smaller : withoutUnused(smaller);
}

function onlyDeclared(document: DocumentNode, variables: Operation['variables']): Operation['variables'] {
  const declared = new Set<string>();
  visit(document, { VariableDefinition: ({ variable }) => void declared.add(variable.name.value) });
  return Object.fromEntries(Object.entries(variables).filter(([name]) => declared.has(name)));
}

function countNodes(document: DocumentNode): number {
  let count = 0;
  visit(document, { enter: () => void (count += 1) });
  return count;
}
