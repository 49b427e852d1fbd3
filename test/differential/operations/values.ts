import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type ConstValueNode,
  type GraphQLInputType,
  type GraphQLNamedInputType,
} from 'graphql';
import type { Chance } from './chance.ts';

export type Pools = Readonly<Record<string, readonly unknown[]>>;

const BUILT_IN: Pools = {
  Int: [0, 1, 2, 3, -1, 2_147_483_647, -2_147_483_648],
  Float: [0, 1, 1.5, -0.25, 2e10, 1e-7, 1e21],
  String: ['', 'a', 'Hà Nội', '👍', 'with "quotes" \\ and\nlines', '__proto__'],
  ID: ['1', '2', 3, 'none', ''],
  Boolean: [true, false],
};
const ANYTHING = [null, 0, 1.5, 'text', true, [], [1, 'two', null], {}, { a: { b: [1] } }];
/** For every kind of type there is one among them that it refuses. */
const WRONG = [{ nested: 'object' }, 1.5, 'a text', true, [[[]]], 3e9];

/** Makes values for arguments, as JSON: from the pool of the argument's name, else of its type; input objects from that of their type, if any. */
export function jsonValue(type: GraphQLInputType, name: string, pools: Pools, chance: Chance, depth = 3): unknown {
  if (isNonNullType(type)) return jsonOfNullable(type.ofType, name, pools, chance, depth);
  return chance.percent(10) ? null : jsonOfNullable(type, name, pools, chance, depth);
}

/** A value that most types refuse. */
export const wrongValue = (chance: Chance): unknown => chance.of(WRONG);

function jsonOfNullable(type: GraphQLInputType, name: string, pools: Pools, chance: Chance, depth: number): unknown {
  if (isListType(type)) {
    // One value stands for a list of it.
    if (chance.percent(15)) return jsonOfNullable(getNullableType(type.ofType), name, pools, chance, depth);
    return Array.from({ length: chance.between(0, 3) }, () => jsonValue(type.ofType, name, pools, chance, depth));
  }
  if (isInputObjectType(type)) {
    const known = poolOf(type.name, pools);
    if (known) return chance.of(known);
    const fields = Object.values(type.getFields()).filter((field) => {
      const needed = isNonNullType(field.type) && field.defaultValue === undefined;
      return needed || (depth > 0 && chance.percent(60));
    });
    return Object.fromEntries(
      fields.map((field) => [field.name, jsonValue(field.type, field.name, pools, chance, depth - 1)]),
    );
  }
  if (isEnumType(type)) return chance.of(type.getValues()).name;
  const named = type as GraphQLNamedInputType;
  return chance.of(poolOf(name, pools) ?? poolOf(named.name, pools) ?? poolOf(named.name, BUILT_IN) ?? ANYTHING);
}

/** Arguments may have names that every object has. */
export const poolOf = (name: string, pools: Pools) => (Object.hasOwn(pools, name) ? pools[name] : undefined);

/** The value as it is written in a document. */
export function literal(value: unknown, type: GraphQLInputType | null): ConstValueNode {
  const nullable = type && getNullableType(type);
  if (value === null || value === undefined) return { kind: Kind.NULL };
  if (Array.isArray(value)) {
    const item = isListType(nullable) ? nullable.ofType : null;
    return { kind: Kind.LIST, values: value.map((one) => literal(one, item)) };
  }
  if (isListType(nullable)) return literal(value, nullable.ofType);
  if (typeof value === 'object') {
    const fields = isInputObjectType(nullable) ? nullable.getFields() : null;
    return {
      kind: Kind.OBJECT,
      fields: Object.entries(value).map(([name, one]) => ({
        kind: Kind.OBJECT_FIELD,
        name: { kind: Kind.NAME, value: name },
        value: literal(one, fields?.[name]?.type ?? null),
      })),
    };
  }
  if (typeof value === 'boolean') return { kind: Kind.BOOLEAN, value };
  if (typeof value === 'number')
    return Number.isInteger(value) && !String(value).includes('e')
      ? { kind: Kind.INT, value: String(value) }
      : { kind: Kind.FLOAT, value: String(value).replace('e+', 'e') };
  const text = value as string;
  return isEnumType(nullable) ? { kind: Kind.ENUM, value: text } : { kind: Kind.STRING, value: text };
}
