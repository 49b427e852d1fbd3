import { INVALID, thing, type Malformed } from './graph.ts';

const entities = (what: string, _entities: unknown, more: string | null, errors: readonly string[]): Malformed => ({
  what,
  query: '{ thing { id more } }',
  first: { thing },
  second: { _entities },
  data: { thing: { id: '1', more } },
  errors,
});

const whole = { count: 1, share: 1, names: [] };
const part = (what: string, second: string, found: object | null, errors: readonly string[] = []): Malformed => ({
  what,
  query: '{ thing { part { count share names } } }',
  first: { thing },
  second: `{"data":{"_entities":[${second}]}}`,
  data: { thing: { part: found } },
  errors,
});

/** Entities that are not those that were asked for. */
export const ENTITIES: readonly Malformed[] = [
  {
    what: 'a key __proto__ in an entity',
    query: '{ thing { id more } }',
    first: { thing },
    second: '{"data":{"_entities":[{"__proto__":{"polluted":1},"more":"m"}]}}',
    data: { thing: { id: '1', more: 'm' } },
  },
  entities('fewer entities', [], null, ['SUBGRAPH_INVALID_RESPONSE of second']),
  entities('more entities', [{ more: 'a' }, { more: 'b' }], null, ['SUBGRAPH_INVALID_RESPONSE of second']),
  entities('no list of entities', { more: 'a' }, null, ['SUBGRAPH_INVALID_RESPONSE of second']),
  entities('a null entity', [null], null, []),
  entities('a text for an entity', ['x'], null, INVALID),
  entities('a list for an entity', [[{ more: 'a' }]], null, INVALID),
  entities('an object for a text of an entity', [{ more: {} }], null, INVALID),
  {
    what: 'fields of an entity that another subgraph owns',
    query: '{ thing { id name more } }',
    first: { thing: { ...thing, name: 'mine' } },
    second: { _entities: [{ id: '2', name: 'yours', more: 'm' }] },
    data: { thing: { id: '1', name: 'mine', more: 'm' } },
  },
  {
    what: 'a null entity whose field may not be null',
    query: '{ thing { id strictMore } }',
    first: { thing },
    second: { _entities: [null] },
    data: { thing: null },
    errors: INVALID,
  },
  part('a part as it was asked', '{"part":{"count":1,"share":0.5,"names":["a"]}}', {
    count: 1,
    share: 0.5,
    names: ['a'],
  }),
  part('a part in another order', '{"part":{"share":0.5,"names":null,"count":null}}', {
    count: null,
    share: 0.5,
    names: null,
  }),
  part(
    'a number of more than 32 bits in a part',
    '{"part":{"count":3000000000,"share":1,"names":[]}}',
    { count: null, share: 1, names: [] },
    INVALID,
  ),
  part('a null in a part where none may be', '{"part":{"count":1,"share":null,"names":[]}}', null, INVALID),
  part(
    'a null in a list of a part where none may be',
    '{"part":{"count":1,"share":1,"names":["a",null]}}',
    { count: 1, share: 1, names: null },
    INVALID,
  ),
  part(
    'errors that are no objects beside a part',
    '{"part":{"count":1,"share":1,"names":[]}}]},"errors":[null,{"message":5}],"x":{"y":[1',
    whole,
    ['INTERNAL_SERVER_ERROR of second'],
  ),
  part(
    'errors that are no list beside a part',
    '{"part":{"count":1,"share":1,"names":[]}}]},"errors":"x","x":{"y":[1',
    whole,
  ),
  part('the data of a part twice', '{"part":{"count":1,"share":1,"names":[]}}]},"data":{"_entities":[null', null),
  {
    what: 'no key of an entity',
    query: '{ thing { name more } }',
    first: { thing: { __typename: 'Thing', name: 'n' } },
    second: { _entities: [{ more: 'm' }] },
    data: { thing: { name: 'n', more: null } },
  },
];
