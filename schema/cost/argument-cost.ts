import {
  Kind,
  getNamedType,
  isInputObjectType,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import type { Variables } from './variables.ts';

type Weights = ReadonlyMap<string, number>;

/** What the arguments of a field cost: an input object is 1 and a scalar nothing, unless `@cost` says otherwise. */
export function argumentsCost(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  coordinate: string,
  weights: Weights,
): number | ((variables: Variables) => number) {
  const dear = (node.arguments ?? []).flatMap(({ name, value }) => {
    const argument = field.args.find((one) => one.name === name.value);
    if (!argument) return [];
    const named = getNamedType(argument.type);
    const own = weights.get(`${coordinate}(${name.value}:)`);
    if (own === undefined && !weights.has(named.name) && !isInputObjectType(named)) return [];
    return [{ value, own, type: argument.type }];
  });
  if (dear.length === 0) return 0;
  const cost = (variables: Variables) =>
    dear.reduce(
      (sum, { value, own, type }) => sum + valueCost(valueFromASTUntyped(value, variables), type, own, weights),
      0,
    );
  return dear.some(({ value }) => hasVariable(value)) ? cost : cost({});
}

function valueCost(value: unknown, type: GraphQLInputType, own: number | undefined, weights: Weights): number {
  if (value === null || value === undefined) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + valueCost(item, type, own, weights), 0);
  const named = getNamedType(type);
  const weight = own ?? weights.get(named.name) ?? (isInputObjectType(named) ? 1 : 0);
  if (!isInputObjectType(named) || typeof value !== 'object') return weight;
  return Object.entries(value).reduce((sum, [name, inner]) => {
    const field = Object.hasOwn(named.getFields(), name) ? named.getFields()[name] : undefined;
    return field ? sum + valueCost(inner, field.type, weights.get(`${named.name}.${name}`), weights) : sum;
  }, weight);
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => hasVariable(field.value));
}
