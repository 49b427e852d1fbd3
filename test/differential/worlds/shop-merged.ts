import type { WorldSubgraph } from '../world.ts';
import {
  averageStars,
  bySku,
  priceIn,
  products,
  reviews,
  reviewsBy,
  reviewsOf,
  shipping,
  stockOf,
  users,
  type Product,
  type Review,
} from './shop-data.ts';

const user = (id: string) => users.get(id) ?? { id };
const product = (upc: string) => products.get(upc) ?? { upc };

/** The shop as one schema: what its federation must answer like. */
export const shopAsOneSchema: WorldSubgraph = {
  sdl: /* GraphQL */ `
    type Query {
      me: User
      user(id: ID!): User
      users(ids: [ID!]!): [User]!
      review(id: ID!): Review
      latest(first: Int! = 2): [Review!]!
      product(upc: ID!): Product
      topProducts(first: Int = 3): [Product!]
      bySku(sku: String!, package: String!): Product
      inStock: [Product!]!
    }
    type User {
      id: ID!
      username: String
      name: String!
      birth: Int
      reviews(first: Int = 2): [Review!]!
    }
    type Review {
      id: ID!
      body: String
      stars: Int!
      author: User!
      product: Product!
    }
    type Product {
      upc: ID!
      sku: String!
      package: String!
      name: String
      price: Float
      priceIn(currency: Currency! = VND): Float
      weight: Int
      maker: User
      similar: [Product!]!
      reviews: [Review]!
      averageStars: Float
      stock: Int!
      shipping: Int
    }
    enum Currency {
      VND
      USD
    }
  `,
  resolvers: {
    Query: {
      me: () => user('u1'),
      user: (_: unknown, { id }: { id: string }) => users.get(id) ?? null,
      users: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => users.get(id) ?? null),
      review: (_: unknown, { id }: { id: string }) => reviews.get(id) ?? null,
      latest: (_: unknown, { first }: { first: number }) => [...reviews.values()].slice(0, first),
      product: (_: unknown, { upc }: { upc: string }) => products.get(upc) ?? null,
      topProducts: (_: unknown, { first }: { first: number | null }) =>
        [...products.values()].slice(0, first ?? undefined),
      bySku: (_: unknown, { sku, package: pack }: { sku: string; package: string }) => bySku(sku, pack),
      inStock: () => [...products.values()],
    },
    User: {
      reviews: ({ id }: { id: string }, { first }: { first: number | null }) =>
        reviewsBy(id).slice(0, first ?? undefined),
    },
    Review: {
      author: ({ author }: Review) => user(author),
      product: (review: Review) => product(review.product),
    },
    Product: {
      priceIn: ({ price }: Product, { currency }: { currency: string }) => priceIn(price ?? null, currency),
      maker: ({ maker }: Product) => maker && user(maker),
      similar: ({ similar }: Product) => similar?.map(product),
      reviews: ({ upc }: Product) => reviewsOf(upc),
      averageStars: ({ upc }: Product) => averageStars(upc),
      stock: ({ sku, package: pack }: Product) => (sku === undefined ? null : stockOf(sku, pack)),
      shipping: ({ weight, price }: Product) => shipping(weight ?? null, price ?? null),
    },
  },
};
