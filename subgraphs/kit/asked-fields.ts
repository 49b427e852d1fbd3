import {
  getArgumentValues,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';

/** A field that a document asks for, with what it is called in the answer. */
export interface AskedField {
  readonly key: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** What is asked below it. */
  readonly nodes: readonly FieldNode[];
}

/** A document that only the ordinary resolvers understand. */
export class NotCompiled extends Error {
  override readonly name = 'NotCompiled';
}

/** Reads the fields of selections as GraphQL's execution collects them: fragments seen through, equal keys as one, in order. */
export class FieldReader {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Readonly<Record<string, unknown>>;

  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>) {
    this.#schema = schema;
    this.#variables = variables;
    this.#fragments = new Map(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    );
  }

  /** The fields asked of an object of this type; `__typename` is among them. */
  fields(typeName: string, parents: readonly { readonly selectionSet?: SelectionSetNode | undefined }[]): AskedField[] {
    const type = this.#schema.getType(typeName);
    if (!isObjectType(type)) throw new NotCompiled();
    const found = new Map<string, FieldNode[]>();
    for (const { selectionSet } of parents) if (selectionSet) this.#collect(type, selectionSet, found);
    return [...found].map(([key, nodes]) => {
      const [node] = nodes;
      const definition = type.getFields()[node!.name.value];
      const args = definition ? getArgumentValues(definition, node!, this.#variables) : {};
      return { key, name: node!.name.value, args, nodes };
    });
  }

  #collect(type: GraphQLObjectType, { selections }: SelectionSetNode, found: Map<string, FieldNode[]>): void {
    for (const selection of selections) {
      // @skip and @include.
      if (selection.directives?.length) throw new NotCompiled();
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const nodes = found.get(key);
        if (nodes) nodes.push(selection);
        else found.set(key, [selection]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (!fragment || fragment.directives?.length) throw new NotCompiled();
      const condition = fragment.typeCondition?.name.value;
      if (condition !== undefined && !isObjectType(this.#schema.getType(condition))) throw new NotCompiled();
      if (condition === undefined || condition === type.name) this.#collect(type, fragment.selectionSet, found);
    }
  }
}
