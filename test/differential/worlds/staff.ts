import { link, type World } from '../world.ts';

interface Person {
  readonly id: string;
  readonly code: string;
  readonly region: string;
  readonly boss: string | null;
}
const people: readonly Person[] = [
  { id: '1', code: 'A', region: 'north', boss: null },
  { id: '2', code: 'B', region: 'south', boss: '1' },
  { id: '3', code: 'C', region: 'north', boss: '2' },
  { id: '4', code: 'D', region: 'lost', boss: '4' },
];
const byId = ({ id }: { id: string }) => people.find((one) => one.id === id) ?? null;
const byCode = ({ code }: { code: string }) => people.find((one) => one.code === code) ?? null;
const reports = ({ id }: Person) => people.filter(({ boss }) => boss === id);
const REGIONS: Readonly<Record<string, { seat: string; lead: string | null }>> = {
  north: { seat: 'Hà Nội', lead: '1' },
  south: { seat: 'Cần Thơ', lead: null },
};

/** One person in five subgraphs whose keys only meet one by one, and who is related to others in each. */
export const staff: World = {
  name: 'staff',
  pools: { id: ['1', '2', '3', '4', '9'], code: ['A', 'B', 'Z'], year: [2023, 2024] },
  subgraphs: {
    register: {
      sdl: `${link('@key')}
        type Query { person(id: ID!): Person people: [Person!]! }
        type Person @key(fields: "id") { id: ID! boss: Person reports: [Person!]! }`,
      resolvers: {
        Query: { person: (_: unknown, one: Person) => byId(one), people: () => people },
        Person: { __resolveReference: byId, boss: ({ boss }: Person) => boss && byId({ id: boss }), reports },
      },
    },
    badges: {
      sdl: `${link('@key', '@shareable')}
        type Query { byCode(code: String!): Person }
        type Person @key(fields: "id") @key(fields: "code") { id: ID! code: String! badge(size: Int = 1): String nick: String @shareable }`,
      resolvers: {
        Query: { byCode: (_: unknown, one: Person) => byCode(one) },
        Person: {
          __resolveReference: (one: Person) => (one.id === undefined ? byCode(one) : byId(one)),
          nick: ({ code }: Person) => code.toLowerCase(),
          badge: ({ code }: Person, { size }: { size: number | null }) => code.repeat(size ?? 0),
        },
      },
    },
    pay: {
      sdl: `${link('@key')}
        type Person @key(fields: "code") @key(fields: "code region { name }") { code: String! region: Region! salary(year: Int!): Int pairs: [[Person!]!]! }
        type Region @key(fields: "name") { name: ID! }`,
      resolvers: {
        Person: {
          __resolveReference: byCode,
          region: ({ region }: Person) => ({ name: region }),
          salary: ({ code }: Person, { year }: { year: number }) => (code === 'C' ? null : year + code.charCodeAt(0)),
          pairs: (one: Person) => reports(one).map((other) => [one, other]),
        },
      },
    },
    regions: {
      sdl: `${link('@key')}
        type Query { regions: [Region] }
        type Region @key(fields: "name") { name: ID! seat: String! lead: Person }
        type Person @key(fields: "id", resolvable: false) { id: ID! }`,
      resolvers: {
        Query: {
          regions: () => [{ name: 'north', ...REGIONS['north'] }, null, { name: 'south', ...REGIONS['south'] }],
        },
        Region: {
          __resolveReference: ({ name }: { name: string }) => (REGIONS[name] ? { name, ...REGIONS[name] } : null),
          lead: ({ lead }: { lead: string | null }) => lead && { id: lead },
        },
      },
    },
    trips: {
      sdl: `${link('@key', '@requires', '@external', '@provides')}
        type Query { trips: [Trip!]! }
        type Trip { to: Region! who: Person @provides(fields: "nick") }
        type Region @key(fields: "name") { name: ID! seat: String! @external trips: Int @requires(fields: "seat") }
        type Person @key(fields: "code region { name }") @key(fields: "id") { id: ID! code: String! @external region: Region! @external
          nick: String @external trips: [Trip!] @requires(fields: "code region { name seat }") }`,
      resolvers: {
        Query: { trips: () => [{ to: { name: 'north' }, who: { id: '2', nick: 'b' } }] },
        Region: {
          __resolveReference: (one: object) => one,
          trips: ({ seat }: { seat?: string }) => seat?.length ?? null,
        },
        Person: {
          __resolveReference: (one: object) => one,
          trips: ({ region }: { region: { seat?: string; name: string } }) =>
            region?.seat === undefined ? null : [{ to: { name: region.name }, who: { id: '1', nick: 'a' } }],
        },
      },
    },
  },
};
