import {
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  parseType,
  type ArgumentNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Chance } from './chance.ts';
import { jsonValue, literal, poolOf, wrongValue, type Pools } from './values.ts';

/** The variables of one operation, as they are declared and as they are sent. */
export class Variables {
  readonly definitions: VariableDefinitionNode[] = [];
  readonly sent: Record<string, unknown> = {};
  readonly #pools: Pools;
  readonly #chance: Chance;

  constructor(pools: Pools, chance: Chance) {
    this.#pools = pools;
    this.#chance = chance;
  }

  /** Arguments for a field: all that it needs, some that it offers. */
  arguments(args: readonly GraphQLArgument[]): ArgumentNode[] {
    return args
      .filter((one) => (isNonNullType(one.type) && one.defaultValue === undefined) || this.#chance.percent(55))
      .map((one) => ({
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: one.name },
        value: this.#value(one.type, one, 2),
      }));
  }

  /** `if` of `@skip` and `@include`. */
  condition(): ValueNode {
    if (this.#chance.percent(40)) return { kind: Kind.BOOLEAN, value: this.#chance.percent(50) };
    const known = this.definitions.filter(({ type }) => type.kind === Kind.NON_NULL_TYPE && nameOf(type) === 'Boolean');
    if (known.length > 0 && this.#chance.percent(50)) return this.#chance.of(known).variable;
    const sent = this.#chance.percent(50);
    if (this.#chance.percent(70)) return this.#declare('Boolean!', undefined, sent);
    return this.#declare('Boolean', this.#chance.percent(50), this.#chance.percent(50) ? sent : undefined);
  }

  #value(type: GraphQLInputType, place: GraphQLArgument | GraphQLInputField, depth: number): ValueNode {
    if (this.#chance.percent(35)) return this.#variable(type, place);
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (depth > 0 && isListType(nullable) && this.#chance.percent(30)) {
      const length = this.#chance.between(0, 2);
      const item = { ...place, defaultValue: undefined } as GraphQLArgument;
      return { kind: Kind.LIST, values: Array.from({ length }, () => this.#value(nullable.ofType, item, depth - 1)) };
    }
    if (depth > 0 && isInputObjectType(nullable) && !poolOf(nullable.name, this.#pools) && this.#chance.percent(70)) {
      const fields = Object.values(nullable.getFields()).filter(
        (one) => (isNonNullType(one.type) && one.defaultValue === undefined) || this.#chance.percent(60),
      );
      return {
        kind: Kind.OBJECT,
        fields: fields.map((one) => ({
          kind: Kind.OBJECT_FIELD,
          name: { kind: Kind.NAME, value: one.name },
          value: this.#value(one.type, one, depth - 1),
        })),
      };
    }
    return literal(jsonValue(type, place.name, this.#pools, this.#chance), type);
  }

  #variable(type: GraphQLInputType, { name, defaultValue }: GraphQLArgument | GraphQLInputField): ValueNode {
    const chance = this.#chance;
    const needed = isNonNullType(type);
    const nullable = needed ? type.ofType : type;
    const sent = () =>
      chance.percent(4) ? wrongValue(chance) : jsonValue(needed ? type : nullable, name, this.#pools, chance);
    if (chance.percent(30)) {
      const preset = jsonValue(needed ? type : nullable, name, this.#pools, chance);
      return this.#declare(String(nullable), preset, chance.percent(50) ? sent() : undefined, nullable);
    }
    if (needed && defaultValue === undefined) return this.#declare(String(type), undefined, sent());
    if (chance.percent(30)) return this.#declare(`${String(nullable)}!`, undefined, sent() ?? wrongValue(chance));
    return this.#declare(String(nullable), undefined, chance.percent(60) ? sent() : undefined);
  }

  #declare(type: string, preset: unknown, sent: unknown, of: GraphQLInputType | null = null): ValueNode {
    const name = `v${this.definitions.length}`;
    const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const;
    this.definitions.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable,
      type: parseType(type),
      ...(preset === undefined ? {} : { defaultValue: literal(preset, of) }),
    });
    if (sent !== undefined) this.sent[name] = sent;
    return variable;
  }
}

function nameOf(type: VariableDefinitionNode['type']): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
