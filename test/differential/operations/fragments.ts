import {
  doTypesOverlap,
  isCompositeType,
  isIntrospectionType,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Chance } from './chance.ts';

/** The named fragments of one operation. */
export class Fragments {
  readonly definitions: FragmentDefinitionNode[] = [];
  readonly #schema: GraphQLSchema;
  readonly #chance: Chance;
  readonly #types: readonly GraphQLCompositeType[];

  constructor(schema: GraphQLSchema, chance: Chance) {
    this.#schema = schema;
    this.#chance = chance;
    this.#types = Object.values(schema.getTypeMap()).filter(isCompositeType);
  }

  /** A type that some objects of this type have. */
  condition(type: GraphQLCompositeType): GraphQLCompositeType {
    if (isIntrospectionType(type)) return type;
    return this.#chance.of(this.#types.filter((one) => doTypesOverlap(this.#schema, type, one)));
  }

  /** Names of the fragments that may be spread in this type. A fragment is known once it is whole, so none spreads itself. */
  known(type: GraphQLCompositeType): readonly string[] {
    return this.definitions
      .filter(({ typeCondition }) => {
        const condition = this.#schema.getType(typeCondition.name.value);
        return isCompositeType(condition) && doTypesOverlap(this.#schema, type, condition);
      })
      .map((one) => one.name.value);
  }

  define(type: GraphQLCompositeType, selectionSet: () => SelectionSetNode): string {
    const made = selectionSet();
    const name = `F${this.definitions.length}`;
    this.definitions.push({
      kind: Kind.FRAGMENT_DEFINITION,
      name: { kind: Kind.NAME, value: name },
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } },
      selectionSet: made,
    });
    return name;
  }
}
