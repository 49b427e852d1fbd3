import {
  getNamedType,
  isCompositeType,
  isIntrospectionType,
  isUnionType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from './arguments.ts';
import type { Chance } from './chance.ts';
import { Fragments } from './fragments.ts';

const ALIASES = ['one', 'two', 'three', 'constructor', 'toString', 'hasOwnProperty', '_entities'];
const name = (value: string) => ({ kind: Kind.NAME, value }) as const;

/** Builds the selections of one operation. */
export class Selections {
  readonly fragments: Fragments;
  readonly #schema: GraphQLSchema;
  readonly #variables: Variables;
  readonly #chance: Chance;
  readonly #argumentsOf = new Map<string, NonNullable<FieldNode['arguments']>>();
  #left: number;

  constructor(schema: GraphQLSchema, variables: Variables, chance: Chance, fields: number) {
    this.#schema = schema;
    this.#variables = variables;
    this.#chance = chance;
    this.#left = fields;
    this.fragments = new Fragments(schema, chance);
  }

  of(type: GraphQLCompositeType, depth: number): SelectionSetNode {
    const selections: SelectionNode[] = [];
    const wanted = this.#chance.between(1, 4);
    while (selections.length < wanted) selections.push(this.#selection(type, depth, selections));
    return { kind: Kind.SELECTION_SET, selections };
  }

  #selection(type: GraphQLCompositeType, depth: number, before: readonly SelectionNode[]): SelectionNode {
    const again = before.filter((one): one is FieldNode => one.kind === Kind.FIELD && one.selectionSet !== undefined);
    if (depth > 0 && again.length > 0 && this.#chance.percent(15))
      return this.#merging(type, this.#chance.of(again), depth);
    if (depth > 0 && this.#chance.percent(isUnionType(type) ? 70 : 18)) return this.#fragment(type, depth);
    return this.#field(type, depth);
  }

  /** The same field once more, with other selections that merge with the first. */
  #merging(type: GraphQLCompositeType, field: FieldNode, depth: number): SelectionNode {
    const found = this.#fieldsOf(type).find((one) => one.name === field.name.value);
    const inner = found && getNamedType(found.type);
    return isCompositeType(inner) ? { ...field, selectionSet: this.of(inner, depth - 1) } : field;
  }

  #fragment(type: GraphQLCompositeType, depth: number): SelectionNode {
    const directives = this.#directives(15);
    if (this.#chance.percent(12)) {
      return { kind: Kind.INLINE_FRAGMENT, directives, selectionSet: this.of(type, depth - 1) };
    }
    const inner = this.#chance.percent(40) ? type : this.fragments.condition(type);
    if (this.#chance.percent(50)) {
      const typeCondition = { kind: Kind.NAMED_TYPE, name: name(inner.name) } as const;
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet: this.of(inner, depth - 1) };
    }
    const known = this.#chance.percent(40) ? this.fragments.known(type) : [];
    const spread =
      known.length > 0 ? this.#chance.of(known) : this.fragments.define(inner, () => this.of(inner, depth - 1));
    return { kind: Kind.FRAGMENT_SPREAD, name: name(spread), directives };
  }

  #field(type: GraphQLCompositeType, depth: number): SelectionNode {
    this.#left -= 1;
    const deeper = depth > 0 && this.#left > 0;
    const fields = this.#fieldsOf(type).filter((one) => deeper || !isCompositeType(getNamedType(one.type)));
    const alias = this.#alias(type);
    const directives = this.#directives(10);
    if (fields.length === 0 || this.#chance.percent(8)) {
      return { kind: Kind.FIELD, ...alias, name: name('__typename'), directives };
    }
    const field = this.#chance.of(fields);
    const inner = getNamedType(field.type);
    return {
      kind: Kind.FIELD,
      ...alias,
      name: name(field.name),
      arguments: this.#argumentsFor(type, field),
      directives,
      ...(isCompositeType(inner) ? { selectionSet: this.of(inner, depth - 1) } : {}),
    };
  }

  /** Also the name of another field, that a key or `@requires` may need beside. */
  #alias(type: GraphQLCompositeType): Pick<FieldNode, 'alias'> {
    if (this.#chance.percent(12)) return { alias: name(this.#chance.of(ALIASES)) };
    const fields = isUnionType(type) ? [] : Object.keys(type.getFields());
    return fields.length > 0 && this.#chance.percent(1) ? { alias: name(this.#chance.of(fields)) } : {};
  }

  #fieldsOf(type: GraphQLCompositeType): readonly GraphQLField<unknown, unknown>[] {
    if (isUnionType(type)) return [];
    const fields = Object.values(type.getFields());
    const introspects = type === this.#schema.getQueryType() && this.#chance.percent(4);
    return introspects ? [SchemaMetaFieldDef, TypeMetaFieldDef] : fields;
  }

  /** Mostly as before: fields of one name merge only with equal arguments. */
  #argumentsFor(
    type: GraphQLCompositeType,
    field: GraphQLField<unknown, unknown>,
  ): NonNullable<FieldNode['arguments']> {
    if (field.args.length === 0) return [];
    const key = isIntrospectionType(type) ? `${type.name}.${field.name}` : field.name;
    const before = this.#argumentsOf.get(key);
    if (
      before &&
      this.#chance.percent(60) &&
      before.every((one) => field.args.some((arg) => arg.name === one.name.value))
    )
      return before;
    const made = this.#variables.arguments(field.args);
    this.#argumentsOf.set(key, made);
    return made;
  }

  #directives(share: number) {
    if (!this.#chance.percent(share)) return [];
    const chosen = this.#chance.percent(20) ? ['skip', 'include'] : [this.#chance.of(['skip', 'include'])];
    return chosen.map((one) => ({
      kind: Kind.DIRECTIVE as const,
      name: name(one),
      arguments: [{ kind: Kind.ARGUMENT as const, name: name('if'), value: this.#variables.condition() }],
    }));
  }
}
