import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import { PRODUCTS, REVIEWS, USERS, type Product, type Review } from './data.ts';

/** A subgraph of the graph that the public gateway benchmarks share, written anew from its description. */
export interface PublicSubgraph {
  readonly name: string;
  /** In Federation 1, which all peers read. */
  readonly sdl: string;
  readonly resolvers: object;
}

const byUpc = ({ upc }: { upc: string }) => PRODUCTS.find((product) => product.upc === upc);

export const PUBLIC_SUBGRAPHS: readonly PublicSubgraph[] = [
  {
    name: 'accounts',
    sdl: `extend type Query { me: User user(id: ID!): User users: [User] }
      type User @key(fields: "id") { id: ID! name: String username: String birthday: Int }`,
    resolvers: {
      Query: {
        me: () => USERS[0],
        user: (_root: unknown, { id }: { id: string }) => USERS.find((user) => user.id === id),
        users: () => USERS,
      },
      User: { __resolveReference: ({ id }: { id: string }) => USERS.find((user) => user.id === id) },
    },
  },
  {
    name: 'inventory',
    sdl: `extend type Product @key(fields: "upc") {
        upc: String! @external weight: Int @external price: Int @external
        inStock: Boolean shippingEstimate: Int @requires(fields: "price weight") }`,
    resolvers: {
      Product: {
        __resolveReference: (reference: Product) => ({ ...reference, inStock: byUpc(reference)?.inStock }),
        shippingEstimate: ({ price, weight }: Product) => (price > 1_000 ? 0 : Math.floor(weight / 2)),
      },
    },
  },
  {
    name: 'products',
    sdl: `extend type Query { topProducts(first: Int = 5): [Product] }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: {
      Query: { topProducts: (_root: unknown, { first }: { first: number }) => PRODUCTS.slice(0, first) },
      Product: { __resolveReference: byUpc },
    },
  },
  {
    name: 'reviews',
    sdl: `type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username") product: Product }
      extend type User @key(fields: "id") { id: ID! @external username: String @external reviews: [Review] }
      extend type Product @key(fields: "upc") { upc: String! @external reviews: [Review] }`,
    resolvers: {
      Review: {
        __resolveReference: ({ id }: { id: string }) => REVIEWS.find((review) => review.id === id),
        author: () => ({ id: USERS[0]!.id, username: USERS[0]!.username }),
        product: ({ product }: Review) => ({ upc: product }),
      },
      // As in the public benchmarks: the first two for every user.
      User: { reviews: () => REVIEWS.slice(0, 2) },
      Product: { reviews: ({ upc }: Product) => REVIEWS.filter(({ product }) => product === upc) },
    },
  },
];

/** The schema of one of them with its resolvers. */
export function schemaOf({ sdl, resolvers }: PublicSubgraph): GraphQLSchema {
  return buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
}
