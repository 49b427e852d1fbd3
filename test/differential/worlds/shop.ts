import { link, type World } from '../world.ts';
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
} from './shop-data.ts';
import { shopAsOneSchema } from './shop-merged.ts';

/** Users, reviews, products and their stock: chains of entities, several keys, `@requires`, `@provides`, entities that are not found. */
export const shop: World = {
  name: 'shop',
  pools: { id: ['u1', 'u2', 'u3', 'nobody', ''], upc: ['p1', 'p2', 'p3', 'none'], first: [0, 1, 2, 3, -1] },
  merged: shopAsOneSchema,
  subgraphs: {
    users: {
      sdl: `${link('@key', '@shareable')}
        type Query { me: User user(id: ID!): User users(ids: [ID!]!): [User]! }
        type User @key(fields: "id") { id: ID! username: String @shareable name: String! birth: Int }`,
      resolvers: {
        Query: {
          me: () => users.get('u1'),
          user: (_: unknown, { id }: { id: string }) => users.get(id) ?? null,
          users: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => users.get(id) ?? null),
        },
        User: { __resolveReference: ({ id }: { id: string }) => users.get(id) ?? null },
      },
    },
    reviews: {
      sdl: `${link('@key', '@external', '@provides')}
        type Query { review(id: ID!): Review latest(first: Int! = 2): [Review!]! }
        type Review @key(fields: "id") { id: ID! body: String stars: Int! author: User! @provides(fields: "username") product: Product! }
        type User @key(fields: "id") { id: ID! username: String @external reviews(first: Int = 2): [Review!]! }
        type Product @key(fields: "upc") { upc: ID! reviews: [Review]! averageStars: Float }`,
      resolvers: {
        Query: {
          review: (_: unknown, { id }: { id: string }) => reviews.get(id) ?? null,
          latest: (_: unknown, { first }: { first: number }) => [...reviews.values()].slice(0, first),
        },
        Review: {
          __resolveReference: ({ id }: { id: string }) => reviews.get(id) ?? null,
          author: ({ author }: { author: string }) => ({ id: author, username: users.get(author)?.username ?? null }),
          product: ({ product }: { product: string }) => ({ upc: product }),
        },
        User: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          reviews: ({ id }: { id: string }, { first }: { first: number | null }) =>
            reviewsBy(id).slice(0, first ?? undefined),
        },
        Product: {
          __resolveReference: ({ upc }: { upc: string }) => ({ upc }),
          reviews: ({ upc }: { upc: string }) => reviewsOf(upc),
          averageStars: ({ upc }: { upc: string }) => averageStars(upc),
        },
      },
    },
    products: {
      sdl: `${link('@key', '@external')}
        type Query { product(upc: ID!): Product topProducts(first: Int = 3): [Product!] bySku(sku: String!, package: String!): Product }
        type Product @key(fields: "upc") @key(fields: "sku package") {
          upc: ID! sku: String! package: String! name: String price: Float priceIn(currency: Currency! = VND): Float weight: Int maker: User similar: [Product!]! }
        enum Currency { VND USD }
        type User @key(fields: "id", resolvable: false) { id: ID! }`,
      resolvers: {
        Query: {
          product: (_: unknown, { upc }: { upc: string }) => products.get(upc) ?? null,
          topProducts: (_: unknown, { first }: { first: number | null }) =>
            [...products.values()].slice(0, first ?? undefined),
          bySku: (_: unknown, { sku, package: pack }: { sku: string; package: string }) => bySku(sku, pack),
        },
        Product: {
          __resolveReference: ({ upc, sku, package: pack }: Partial<Product>) =>
            upc === undefined ? bySku(sku!, pack!) : (products.get(upc) ?? null),
          priceIn: ({ price }: Product, { currency }: { currency: string }) => priceIn(price, currency),
          maker: ({ maker }: Product) => maker && { id: maker },
          similar: ({ similar }: Product) => similar.map((upc) => products.get(upc)),
        },
      },
    },
    inventory: {
      sdl: `${link('@key', '@external', '@requires')}
        type Query { inStock: [Product!]! }
        type Product @key(fields: "sku package") {
          sku: String! package: String! stock: Int! weight: Int @external price: Float @external
          shipping: Int @requires(fields: "weight price") }`,
      resolvers: {
        Query: { inStock: () => [...products.values()].map(({ sku, package: pack }) => ({ sku, package: pack })) },
        Product: {
          __resolveReference: (one: Product) => (bySku(one.sku, one.package) ? one : null),
          stock: ({ sku, package: pack }: Product) => stockOf(sku, pack),
          shipping: ({ weight, price }: Product) => shipping(weight, price),
        },
      },
    },
  },
};
