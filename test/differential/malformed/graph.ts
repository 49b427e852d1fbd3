import { link, type World } from '../world.ts';

/** A graph whose subgraphs are stood in for: see the tables. */
export const graph: World = {
  name: 'malformed answers',
  subgraphs: {
    first: {
      sdl: `${link('@key', '@inaccessible')}
        type Query { thing: Thing things: [Thing] strict: Thing! any: Any node: Node kind: Kind kinds: [Kind!] int: Int float: Float text: String
          id: ID flag: Boolean list: [Int] grid: [[Int!]] json: JSON }
        interface Node { id: ID! }
        type Thing implements Node @key(fields: "id") { id: ID! name: String value: Value }
        type Other implements Node { id: ID! other: String }
        type Hidden implements Node @inaccessible { id: ID! secret: String }
        union Any = Thing | Other | Hidden
        type Value { n: Int! }
        enum Kind { A B SECRET @inaccessible }
        scalar JSON`,
      resolvers: {},
    },
    second: {
      sdl: `${link('@key')}
        type Thing @key(fields: "id") { id: ID! more: String strictMore: Int! part: Part }
        type Part { count: Int share: Float! names: [String!] }`,
      resolvers: {},
    },
  },
};

export interface Malformed {
  readonly what: string;
  readonly query: string;
  /** The text that `first` answers with, or its data. */
  readonly first: object | string;
  /** What `second` answers with, or its data. */
  readonly second?: object | string;
  readonly data: object | null;
  /** Codes of the errors, each with the agency that is at fault where that must be told. */
  readonly errors?: readonly string[];
}

export const INVALID: readonly string[] = ['SUBGRAPH_INVALID_RESPONSE'];
export const thing = { __typename: 'Thing', id: '1' };
