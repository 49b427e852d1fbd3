import { INVALID, thing, type Malformed } from './graph.ts';

const entities = (what: string, _entities: unknown, more: string | null, errors: readonly string[]): Malformed => ({
  what,
  query: '{ thing { id more } }',
  first: { thing },
  second: { _entities },
  data: { thing: { id: '1', more } },
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
  {
    what: 'no key of an entity',
    query: '{ thing { name more } }',
    first: { thing: { __typename: 'Thing', name: 'n' } },
    second: { _entities: [{ more: 'm' }] },
    data: { thing: { name: 'n', more: null } },
  },
];
