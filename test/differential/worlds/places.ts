import { link, type World } from '../world.ts';

interface Place {
  readonly code: string;
  readonly name: string;
  readonly kind: string | null;
  readonly position: { readonly lat: number; readonly lon: number } | null;
  readonly area: number | null;
}
const places: readonly Place[] = [
  { code: '01', name: 'Hà Nội', kind: 'CITY', position: { lat: 21.03, lon: 105.85 }, area: 3359.84 },
  { code: '20', name: 'Lạng Sơn', kind: null, position: null, area: 0 },
  { code: '99', name: 'Nowhere', kind: 'SECRET_BASE', position: { lat: 0, lon: -0.5 }, area: null },
  { code: '417', name: 'Kỳ Sơn', kind: 'COMMUNE', position: { lat: 19, lon: 104 }, area: 2094 },
];
const placeOf = ({ code }: { code: string }) => places.find((one) => one.code === code) ?? null;
const spots = () => [
  { __typename: 'Place', ...places[0] },
  { __typename: 'Base', code: 'b', depth: 3 },
  { __typename: 'Stop', line: '32', at: places[1] },
];

/** Value types that two subgraphs share, fields that moved (`@override`), and what clients must not see (`@inaccessible`). */
export const placesWorld: World = {
  name: 'places',
  pools: { code: ['01', '20', '99', '417', 'none'] },
  subgraphs: {
    national: {
      sdl: `${link('@key', '@shareable', '@inaccessible')}
        type Query { place(code: ID!, deep: Boolean = false @inaccessible): Place places(kind: Kind): [Place!]! spots: [Spot] kinds: [Kind!]
          firstKinds(first: Int = 1): [Kind!]! hidden: Boundary @inaccessible marked: [Marked] }
        type Place implements Marked & Hidden @key(fields: "code") {
          code: ID! name: String! kind: Kind strictKind: Kind! position: Position @shareable area: Float @shareable
          population: Int mayor: String secret: String @inaccessible boundary: Boundary @inaccessible neighbours: [Place] }
        type Position @shareable { lat: Float! lon: Float! }
        enum Kind { CITY COMMUNE SECRET_BASE @inaccessible }
        interface Marked { code: ID! }
        interface Hidden @inaccessible { secret: String }
        type Boundary @inaccessible { points: [Int] }
        type Base implements Marked @inaccessible { code: ID! depth: Int }
        type Stop { line: String at: Place }
        union Spot = Place | Base | Stop`,
      resolvers: {
        Query: {
          place: (_: unknown, code: Place) => placeOf(code),
          places: (_: unknown, { kind }: { kind?: string | null }) =>
            places.filter((one) => kind === undefined || kind === null || one.kind === kind),
          spots,
          kinds: () => ['CITY', 'SECRET_BASE'],
          firstKinds: (_: unknown, { first }: { first: number | null }) =>
            ['CITY', 'COMMUNE', 'SECRET_BASE'].slice(0, first ?? 3),
          hidden: () => ({ points: [1] }),
          marked: () => spots().slice(0, 2),
        },
        Place: {
          __resolveReference: placeOf,
          strictKind: ({ kind }: Place) => kind,
          population: () => 1,
          mayor: ({ name }: Place) => (name === 'Nowhere' ? null : `of ${name}`),
          secret: () => 'told',
          neighbours: ({ code }: Place) => (code === '01' ? [places[1], null] : []),
        },
      },
    },
    local: {
      sdl: `${link('@key', '@shareable', '@override', '@inaccessible')}
        type Query { localPlaces(codes: [ID!]! = ["01", "20"]): [Place]! origin: Position! }
        type Place @key(fields: "code") {
          code: ID! position: Position @shareable area: Float @shareable population: Int @override(from: "national") people: [Resident!] }
        type Position @shareable { lat: Float! lon: Float! }
        type Resident { name: String! home: Place! internal: Int @inaccessible }`,
      resolvers: {
        Query: {
          localPlaces: (_: unknown, { codes }: { codes: string[] }) => codes.map((code) => placeOf({ code })),
          origin: () => ({ lat: 0, lon: 0 }),
        },
        Place: {
          __resolveReference: placeOf,
          population: ({ code }: Place) => (code === '20' ? null : Number(code) * 1000),
          people: (place: Place) => (place.code === '99' ? null : [{ name: 'An', home: place, internal: 1 }]),
        },
      },
    },
  },
};
