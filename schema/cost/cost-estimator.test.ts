import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { describe, expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import { createCostEstimator } from './cost-estimator.ts';
import { limitCost } from '../../gateway/limit-cost.ts';
import { measuresTime } from '../../test/support/measures-time.ts';

measuresTime();

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import:';
const LIBRARY = `
  ${LINK} [{ name: "@cost", as: "@price" }, "@listSize"])
  type Query {
    books(first: Int = 5, last: Int): [Book!]! @listSize(assumedSize: 7, slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
    page(first: Int): Page! @listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"])
    things: [Thing!]! @listSize(assumedSize: 4)
    everything: [Thing!]!
    find(by: Filter, near: ID @price(weight: 3)): Book
    grid: [[Book!]!]! @listSize(assumedSize: 3)
    dear: Int @price(weight: 11)
  }
  type Page { nodes: [Book!]! edges: [Edge!]! total: Int! }
  type Edge { node: Book! }
  interface Thing { name: String! parts: [Book!]! @listSize(assumedSize: 2) }
  type Book implements Thing { name: String! parts: [Book!]! author: Person kind: Kind next: Book }
  type Film implements Thing { name: String! parts: [Book!]! cast: [Person!]! @listSize(assumedSize: 6) director: Person }
  type Person @price(weight: 2) { name: String! books: [Book!]! }
  enum Kind @price(weight: 5) { A B }
  input Filter { name: String author: Filter dear: Int @price(weight: 4) }`;

const estimatorOf = (sdl: string) => {
  const { supergraphSdl } = composeServices([{ name: 'library', url: 'http://127.0.0.1:9', typeDefs: parse(sdl) }]);
  const schema = Supergraph.build(supergraphSdl!).apiSchema().toGraphQLJSSchema();
  const estimator = createCostEstimator(supergraphSdl!, schema);
  const checked = (query: string, operationName?: string) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    return estimator(document, operationName);
  };
  return Object.assign(checked, { unchecked: estimator });
};
const estimate = estimatorOf(LIBRARY);
const costOf = (query: string, variables: Record<string, unknown> = {}) => estimate(query)(variables).cost;

describe('the estimated cost of an operation', () => {
  it.each<[string, string, number]>([
    ['an object is 1, scalars are nothing', '{ find { name __typename } }', 1],
    ['objects in objects add up', '{ find { next { next { name } } } }', 3],
    ['a type has its weight', '{ find { author { name } } }', 3],
    ['an enum has its weight', '{ find { kind } }', 6],
    ['a field has its weight', '{ dear }', 11],
    ['an argument has its weight', '{ find(near: "x") { name } }', 4],
    ['null as an argument costs nothing', '{ find(near: null) { name } }', 1],
    [
      'input objects are 1 each, with the weights inside',
      '{ find(by: { author: { dear: 1 } }) { name } }',
      1 + 1 + 1 + 4,
    ],
    ['a list has its slicing argument’s length', '{ books(first: 3) { author { name } } }', 3 * (1 + 2)],
    ['or the argument’s default', '{ books { name } }', 5],
    ['of two slicing arguments the larger counts', '{ books(first: 3, last: 9) { name } }', 9],
    ['a list has its assumed length', '{ things { name } }', 4],
    ['a list of no declared length has ten items', '{ everything { name } }', 10],
    ['lists in lists multiply', '{ grid { name } }', 3 * 10],
    [
      'sized fields have the length of the field above',
      '{ page(first: 4) { nodes { name } edges { node { name } } } }',
      1 + 4 + 8,
    ],
    ['an alias is another field', '{ a: find { name } b: find { name } }', 2],
    ['one response key counts once', '{ find { next { name } } find { next { kind } } }', 1 + 1 + 5],
    [
      'fragments count once, however often they are spread',
      '{ find { ...F ...F } } fragment F on Book { next { name } }',
      2,
    ],
    [
      'the dearest type of an interface counts',
      '{ things { ... on Book { author { name } } ... on Film { director { name } cast { name } } } }',
      4 * (1 + 2 + 12),
    ],
    ['what an interface declares holds for its types', '{ things { parts { name } } }', 4 * (1 + 2)],
    ['@skip(if: true) takes away', '{ find { next @skip(if: true) { name } } }', 1],
    ['@include(if: false) takes away', '{ find { ... @include(if: false) { next { name } } } }', 1],
  ])('%s', (_what, query, cost) => {
    expect(costOf(query)).toBe(cost);
  });

  it('follows the variables', () => {
    const query =
      'query ($n: Int = 2, $with: Boolean!) { books(first: $n) { author @include(if: $with) { name } next @skip(if: $with) { name } } }';
    const operation = estimate(query);
    expect(operation({ with: true }).cost).toBe(2 * (1 + 2));
    expect(operation({ with: false }).cost).toBe(2 * (1 + 1));
    expect(operation({ n: 10, with: false }).cost).toBe(10 * 2);
    expect(operation({ n: null, with: false }).cost).toBe(5 * 2);
    expect(operation({ n: -3, with: false }).cost).toBe(0);
    expect(
      costOf('query ($n: Int!) { page(first: $n) { ...P } } fragment P on Page { nodes { name } }', { n: 6 }),
    ).toBe(7);
    expect(costOf('query ($by: Filter) { find(by: $by) { name } }', { by: { author: { dear: 1 } } })).toBe(7);
  });

  it('counts the values of the answer beside', () => {
    // Data with its list; in each item the object, three scalars.
    expect(estimate('{ books(first: 2) { name a: name kind } }')({}).values).toBe(1 + 2 * (1 + 3));
  });

  it('is that of the named operation', () => {
    expect(estimate('query A { dear } query B { find { name } }', 'B')({}).cost).toBe(1);
  });

  it('asks for exactly one slicing argument where the schema does', () => {
    expect(() => costOf('{ page { total } }')).toThrow('page needs the argument first: send how many you want.');
    expect(() => costOf('query ($n: Int) { page(first: $n) { nodes { name } } }')).toThrow(
      'page needs the argument first',
    );
  });

  it('reads the directives where they are not imported', () => {
    const plain = estimatorOf(
      `${LINK} []) type Query { a: [Int!] @federation__cost(weight: 3) @federation__listSize(assumedSize: 4) }`,
    );
    expect(plain('{ a }')({}).cost).toBe(12);
  });

  it('takes bounded time for fragments that double with each level', () => {
    const levels = Array.from(
      { length: 200 },
      (_, level) => `fragment F${level} on Book { a: next { ...F${level + 1} } b: next { ...F${level + 1} } }`,
    );
    const document = parse(`{ find { ...F0 } } ${levels.join(' ')} fragment F200 on Book { name }`);
    const started = performance.now();
    expect(estimatorOf(LIBRARY).unchecked(document)({}).cost).toBe(2 ** 201 - 1);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('takes bounded time for fragments that differ by type at every level', () => {
    const types = Array.from({ length: 10 }, (_, number) => `T${number}`);
    const sdl = `${types.map((type) => `type ${type} { next: Any }`).join(' ')} union Any = ${types.join(' | ')}`;
    const { unchecked } = estimatorOf(`${LINK} []) type Query { any: Any } ${sdl}`);
    // Below a path of types stand the fragments of all its types, so that every path is another selection.
    const spread = (level: number, own: (type: string) => string) =>
      types.map((type) => `... on ${type} { next { __typename ${level < 7 ? own(type) : ''} } }`).join(' ');
    const fragments = Array.from({ length: 8 }, (_, level) => [
      `fragment All${level} on Any { ${spread(level, (type) => `...All${level + 1} ...${type}${level + 1}`)} }`,
      ...types.map((one) => `fragment ${one}${level} on Any { ${spread(level, () => `...${one}${level + 1}`)} }`),
    ]);
    const document = parse(`{ any { ...All0 } } ${fragments.flat().join(' ')}`);
    const started = performance.now();
    expect(() => unchecked(document)).toThrow('too many ways to estimate');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('the limit of cost', () => {
  it('lets pass what is within, or everything where it is 0', () => {
    const operation = estimate('{ books(first: 100) { name } }');
    expect(limitCost(operation, {}, 100).cost).toBe(100);
    expect(limitCost(operation, {}, 0).cost).toBe(100);
  });

  it('refuses what is beyond and says what makes it dear', () => {
    const operation = estimate('query ($n: Int) { dear books(first: $n) { name author { books { name } } } }');
    const refuse = () => limitCost(operation, { n: 1000 }, 10_000);
    expect(refuse).toThrow(
      'The query may cost 13,011, more than 10,000: mostly by books (1000) > author > books (10). Ask for fewer items, or for less in each, and send it in parts.',
    );
    expect(refuse).toThrow(expect.objectContaining({ extensions: { code: 'COST_LIMIT', http: { status: 400 } } }));
  });
});
