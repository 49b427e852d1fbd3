import { link, type World } from '../world.ts';

interface Trip {
  readonly id: string;
  readonly price?: number;
  readonly length?: number;
}

/** `@requires` of a field with arguments, which clients ask for with others. */
export const fares: World = {
  name: 'fares',
  pools: { id: ['1', '2'] },
  subgraphs: {
    trips: {
      sdl: `${link('@key')}
        type Query { trip(id: ID!): Trip }
        type Trip @key(fields: "id") { id: ID! price(times: Int! = 1): Int length(times: Int = 1): Int }`,
      resolvers: {
        Query: { trip: (_: unknown, { id }: Trip) => ({ id }) },
        Trip: {
          __resolveReference: (one: Trip) => one,
          price: ({ id }: Trip, { times }: { times: number }) => Number(id) * 100 * times,
          length: ({ id }: Trip, { times }: { times: number | null }) => Number(id) * (times ?? 0),
        },
      },
    },
    fees: {
      sdl: `${link('@key', '@external', '@requires')}
        type Query { first: Trip }
        type Trip @key(fields: "id") { id: ID! price(times: Int! = 1): Int @external fee: Int @requires(fields: "price") }`,
      resolvers: {
        Query: { first: () => ({ id: '1' }) },
        Trip: { __resolveReference: (one: Trip) => one, fee: ({ price }: Trip) => (price ?? 0) / 10 },
      },
    },
  },
  merged: {
    sdl: `type Query { trip(id: ID!): Trip first: Trip }
      type Trip { id: ID! price(times: Int! = 1): Int length(times: Int = 1): Int fee: Int }`,
    resolvers: {
      Query: { trip: (_: unknown, { id }: Trip) => ({ id }), first: () => ({ id: '1' }) },
      Trip: {
        price: ({ id }: Trip, { times }: { times: number }) => Number(id) * 100 * times,
        length: ({ id }: Trip, { times }: { times: number | null }) => Number(id) * (times ?? 0),
        fee: ({ id }: Trip) => Number(id) * 10,
      },
    },
  },
};
