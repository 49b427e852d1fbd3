import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import { link, type World, type WorldSubgraph } from '../world.ts';

interface Value {
  readonly value?: unknown;
}
const echo = (_: unknown, { value }: Value) => value ?? null;
const said = (_: unknown, { value }: Value) => (value === undefined ? 'nothing' : JSON.stringify(value));
const Json = new GraphQLScalarType({
  name: 'JSON',
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});
const day = (value: unknown) => {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
  throw new GraphQLError('A day is written 2023-12-31.', { extensions: { code: 'BAD_USER_INPUT' } });
};
const Day = new GraphQLScalarType({
  name: 'Day',
  serialize: day,
  parseValue: day,
  parseLiteral: (node) => day(node.kind === Kind.STRING ? node.value : null),
});
const odd = (key: string) => ({
  constructor: key,
  toString: 7,
  hasOwnProperty: true,
  prototype: [{ constructor: 'in' }, null],
});

const ECHOES = `int(value: Int = 7): Int strictInt(value: Int! = 3): Int! float(value: Float): Float id(value: ID!): ID text(value: String = "d"): String
  flag(value: Boolean): Boolean colour(value: Colour = RED): Colour colours(value: [Colour!]! = [RED, BLUE]): [Colour!]!
  json(value: JSON): JSON jsons(value: [JSON!]): [JSON] day(value: Day): Day ints(value: [Int!]): [Int!] nested(value: [[Int]]): [[Int]]
  saidShape(value: Shape = {colour: BLUE, sizes: [1]}): String saidShapes(value: [Shape!]): String saidInt(value: Int): String
  saidStrict(value: Shape!): String hasOwnProperty(constructor: Int = 1, value: String): String`;
const TYPES = `scalar JSON scalar Day enum Colour { RED GREEN BLUE }
  input Shape { colour: Colour! = GREEN sizes: [Float!] = [1.5] inner: Shape id: ID json: JSON toString: Boolean strict: Int! = 2 day: Day }`;
const echoes = {
  ...Object.fromEntries(
    [
      'int',
      'strictInt',
      'float',
      'id',
      'text',
      'flag',
      'colour',
      'colours',
      'json',
      'jsons',
      'day',
      'ints',
      'nested',
    ].map((name) => [name, echo]),
  ),
  ...Object.fromEntries(['saidShape', 'saidShapes', 'saidInt', 'saidStrict'].map((name) => [name, said])),
  hasOwnProperty: (_: unknown, args: object) => JSON.stringify(args),
};
const enumsOf = ({ constructor: key }: { constructor: unknown }) => (key === 'none' ? null : odd(String(key)));
const oddMore = {
  valueOf: ({ constructor: key }: { constructor: unknown }, { value }: Value) => `${String(key)} ${String(value)}`,
  isPrototypeOf: ({ constructor: key }: { constructor: unknown }) => ({ length: String(key).length, name: 'n' }),
};

/** Coercion of every kind of value, defaults of arguments, variables and input fields, names that JavaScript objects have, root types of other names. */
export const valuesWorld: World = {
  name: 'values',
  pools: { Day: ['2023-12-31', '2024-02-29', 'yesterday', 5], constructor: ['k', 'none', 1, 0] },
  merged: mergedValues(),
  subgraphs: {
    echo: {
      sdl: `extend ${link('@key', '@shareable').replace('extend ', '').trimEnd()} { query: Question mutation: Change }
        type Question { ${ECHOES} odd(constructor: ID!): Odd }
        type Change { set(value: Shape): String }
        type Odd @key(fields: "constructor") { constructor: ID! toString: Int hasOwnProperty: Boolean prototype: [Odd] }
        ${TYPES}`,
      resolvers: {
        Question: { ...echoes, odd: (_: unknown, key: { constructor: unknown }) => enumsOf(key) },
        Change: { set: said },
        Odd: { __resolveReference: enumsOf },
        JSON: Json,
        Day,
      } as unknown as WorldSubgraph['resolvers'],
    },
    more: {
      sdl: `${link('@key')}
        type Query { other(value: Colour): Colour }
        enum Colour { RED GREEN BLUE }
        type Odd @key(fields: "constructor") { constructor: ID! valueOf(value: Int = 5): String isPrototypeOf: Names }
        type Names { length: Int name: String }`,
      resolvers: { Query: { other: echo }, Odd: { __resolveReference: enumsOf, ...oddMore } },
    },
  },
};

function mergedValues(): WorldSubgraph {
  return {
    sdl: `type Query { ${ECHOES} odd(constructor: ID!): Odd other(value: Colour): Colour }
      type Mutation { set(value: Shape): String }
      type Odd { constructor: ID! toString: Int hasOwnProperty: Boolean prototype: [Odd] valueOf(value: Int = 5): String isPrototypeOf: Names }
      type Names { length: Int name: String }
      ${TYPES}`,
    resolvers: {
      Query: { ...echoes, other: echo, odd: (_: unknown, key: { constructor: unknown }) => enumsOf(key) },
      Mutation: { set: said },
      Odd: oddMore,
      JSON: Json,
      Day,
    } as unknown as WorldSubgraph['resolvers'],
  };
}
