import {
  GraphQLError,
  Kind,
  isListType,
  isNonNullType,
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
} from 'graphql';
import type { ListSize } from './cost-declarations.ts';
import type { Variables } from './variables.ts';

/**
 * Length of a list for which no `@listSize` is declared: what people show at once. Supergraphs of others mostly declare none, and
 * with more their ordinary nested questions would be refused.
 */
export const UNDECLARED_LENGTH = 10;

/** A number that is known, or follows from the variables. */
export type Length = number | ((variables: Variables) => number);

/** Length that slicing arguments give a list, or else its assumed length; null where neither is declared. */
export function declaredLength(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  declared: ListSize,
): Length | null {
  const { slicingArguments, assumedSize, requireOneSlicingArgument } = declared;
  if (slicingArguments.length === 0) return assumedSize;
  const sizes = slicingArguments.map((name): Length | null => {
    const usual = field.args.find((argument) => argument.name === name)?.defaultValue;
    const otherwise = typeof usual === 'number' ? Math.max(0, usual) : null;
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (given?.kind === Kind.INT) return Math.max(0, Number(given.value));
    if (given?.kind !== Kind.VARIABLE) return otherwise;
    const variable = given.name.value;
    return (variables) => {
      const sent = variables[variable];
      return typeof sent === 'number' ? Math.max(0, sent) : (otherwise ?? Number.NaN);
    };
  });
  const measure = (variables: Variables) => {
    const known = sizes
      .map((size) => (typeof size === 'function' ? size(variables) : size))
      .filter((size): size is number => size !== null && !Number.isNaN(size));
    if (requireOneSlicingArgument && known.length !== 1) throw notOne(node, slicingArguments);
    return known.length === 0 ? (assumedSize ?? UNDECLARED_LENGTH) : Math.max(...known);
  };
  return sizes.some((size) => typeof size === 'function') ? measure : measure({});
}

/** How many lists a type has within each other. */
export function listDepth(type: GraphQLOutputType): number {
  if (isNonNullType(type)) return listDepth(type.ofType);
  return isListType(type) ? 1 + listDepth(type.ofType) : 0;
}

function notOne(node: FieldNode, names: readonly string[]): GraphQLError {
  const asked = names.length === 1 ? `the argument ${names[0]}` : `exactly one of the arguments ${names.join(', ')}`;
  return new GraphQLError(`${node.name.value} needs ${asked}: send how many you want.`, {
    nodes: node,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
