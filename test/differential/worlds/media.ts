import { link, type World } from '../world.ts';

interface Item {
  readonly __typename: string;
  readonly id: string;
  readonly [field: string]: unknown;
}
const of = (__typename: string, id: string, fields: Record<string, unknown>): Item => ({ __typename, id, ...fields });
const person = (id: string) => items.find((one) => one.id === id)!;

const items: readonly Item[] = [
  of('Film', 'f1', { title: 'Mùa len trâu', duration: 102, tags: ['sông', 'nước'], creator: () => person('p1') }),
  of('Film', 'f2', { title: null, duration: 1, tags: null, creator: () => person('b1'), sequel: () => person('f1') }),
  of('Song', 's1', {
    title: 'Diễm xưa',
    duration: 300,
    tags: [],
    creator: () => person('p2'),
    album: () => person('a1'),
  }),
  of('Song', 's2', { title: 'No length', duration: null, tags: ['x', null], creator: null, album: null }),
  of('Album', 'a1', { name: 'Sơn ca 7', songs: () => [person('s1')] }),
  of('Album', 'a2', { name: null, songs: () => [person('s1'), person('s2')] }),
  of('Person', 'p1', { name: 'Minh' }),
  of('Person', 'p2', { name: 'Sơn' }),
  of('Band', 'b1', { name: 'Ba con mèo', members: () => [person('p1'), person('p2')] }),
  of('Band', 'b2', { name: null, members: () => [] }),
];
const found = (id: string) => items.find((one) => one.id === id) ?? null;
const media = items.filter(({ __typename }) => ['Film', 'Song'].includes(__typename));
const ratings: Readonly<Record<string, object | null>> = {
  f1: { value: 4.5, votes: 10, by: { __typename: 'Person', id: 'p2' } },
  f2: { value: null, votes: null, by: null },
  s1: { value: 3, votes: 0, by: { __typename: 'Paper', title: 'Tuổi Trẻ' } },
};
const rated = (__typename: string, id: string) => ({ __typename, id });
const rating = ({ id }: Item) => ratings[id] ?? null;
const byId = (one: object) => one;

/** Interfaces and unions that several subgraphs fill, in lists of lists, with members that only one of them knows. */
export const mediaWorld: World = {
  name: 'media',
  pools: { id: [...items.map(({ id }) => id), 'none'], text: ['a', 'o', ''], first: [0, 1, 3] },
  subgraphs: {
    media: {
      sdl: `${link('@key', '@shareable')}
        type Query { node(id: ID!): Node media(first: Int): [Media!]! search(text: String = "a"): [SearchResult] grid: [[Media]!]!
          matrix: [[Int!]!] cube: [[[SearchResult!]]] creator(id: ID!): Creator song(id: ID!): Song }
        interface Node { id: ID! }
        interface Media implements Node { id: ID! title: String duration: Int! tags: [String!] creator: Creator }
        type Film implements Node & Media @key(fields: "id") { id: ID! title: String duration: Int! tags: [String!] creator: Creator sequel: Film }
        type Song implements Node & Media @key(fields: "id") { id: ID! title: String duration: Int! tags: [String!] creator: Creator album: Album }
        type Album implements Node @key(fields: "id") { id: ID! name: String songs: [Song!]! }
        interface Creator { name: String! }
        type Person implements Creator & Node @key(fields: "id") { id: ID! name: String! }
        type Band implements Creator @key(fields: "id") { id: ID! name: String! members: [Person!]! }
        union SearchResult = Film | Song | Person | Band | Album`,
      resolvers: {
        Query: {
          node: (_: unknown, { id }: { id: string }) => (id.startsWith('b') ? null : found(id)),
          media: (_: unknown, { first }: { first: number | null }) => media.slice(0, first ?? undefined),
          search: (_: unknown, { text }: { text: string | null }) =>
            text === null ? null : items.map((one) => (JSON.stringify(one).includes(text) ? one : null)).slice(0, 6),
          grid: () => [[media[0], null], [], [media[2], media[1]]],
          matrix: () => [[1, 2], [], [3]],
          cube: () => [[[items[0], items[6]], null], null, [[], [items[4]]]],
          creator: (_: unknown, { id }: { id: string }) => (/^[bp]/.test(id) ? found(id) : null),
          song: (_: unknown, { id }: { id: string }) => (id.startsWith('s') ? found(id) : null),
        },
        ...Object.fromEntries(
          ['Film', 'Song', 'Album', 'Person', 'Band'].map((type) => [
            type,
            { __resolveReference: ({ id }: Item) => found(id) },
          ]),
        ),
      },
    },
    ratings: {
      sdl: `${link('@key')}
        type Query { charts: [Rated!]! best: Rated critic(id: ID): Critic }
        interface Rated { rating: Rating }
        type Film implements Rated @key(fields: "id") { id: ID! rating: Rating }
        type Song implements Rated @key(fields: "id") { id: ID! rating: Rating remixes: [Song] }
        type Rating { value: Float! votes: Int by: Critic }
        union Critic = Person | Paper
        type Person @key(fields: "id") { id: ID! reviews: [Rated] }
        type Paper { title: String }`,
      resolvers: {
        Query: {
          charts: () => [rated('Song', 's1'), rated('Film', 'f1'), rated('Song', 's2')],
          best: () => rated('Film', 'f1'),
          critic: (_: unknown, { id }: { id: string | null }) =>
            id === null || id === undefined ? { __typename: 'Paper', title: null } : rated('Person', id),
        },
        Film: { __resolveReference: byId, rating },
        Song: {
          __resolveReference: byId,
          rating,
          remixes: ({ id }: Item) => (id === 's1' ? [{ id: 's2' }, null, { id: 'none' }] : null),
        },
        Person: {
          __resolveReference: byId,
          reviews: ({ id }: Item) => (id === 'p2' ? [rated('Film', 'f1'), rated('Film', 'f2'), null] : []),
        },
      },
    },
    people: {
      sdl: `${link('@key')}
        type Person @key(fields: "id") { id: ID! born: Int aliases: [String]! partner: Person }
        type Band @key(fields: "id") { id: ID! founded: Int! }`,
      resolvers: {
        Person: {
          __resolveReference: ({ id }: Item) => (found(id) ? { id } : null),
          born: ({ id }: Item) => (id === 'p1' ? 1977 : null),
          aliases: ({ id }: Item) => [id, null],
          partner: ({ id }: Item) => ({ id: id === 'p1' ? 'p2' : 'p1' }),
        },
        Band: { __resolveReference: byId, founded: ({ id }: Item) => (id === 'b1' ? 1965 : null) },
      },
    },
  },
};
