import { INVALID, thing, type Malformed } from './graph.ts';

const wrong = (what: string, query: string, value: unknown): Malformed => {
  const key = query.slice(2, -2).split(' ')[0]!;
  return { what, query, first: { [key]: value }, data: { [key]: null }, errors: INVALID };
};

/** Values that are not of the type that the schema promises. */
export const VALUES: readonly Malformed[] = [
  {
    what: 'fields left out',
    query: '{ int text thing { id } list }',
    first: {},
    data: { int: null, text: null, thing: null, list: null },
  },
  {
    what: 'a field left out that may not be null',
    query: '{ thing { value { n } id } }',
    first: { thing: { ...thing, value: {} } },
    data: { thing: { value: null, id: '1' } },
    errors: INVALID,
  },
  {
    what: 'null at the top',
    query: '{ int strict { id } }',
    first: { int: 1, strict: null },
    data: null,
    errors: INVALID,
  },
  wrong('a text for a whole number', '{ int }', '1'),
  wrong('a fraction for a whole number', '{ int }', 1.5),
  wrong('a whole number out of 32 bits', '{ int }', 2_147_483_648),
  wrong('a text for a number', '{ float }', '1.5'),
  wrong('a truth value for a number', '{ float }', true),
  wrong('a number for a text', '{ text }', 5),
  wrong('an object for a text', '{ text }', { a: 1 }),
  wrong('a list for a text', '{ text }', ['a']),
  wrong('an object for an ID', '{ id }', {}),
  wrong('a fraction for an ID', '{ id }', 1.5),
  wrong('a text for a truth value', '{ flag }', 'true'),
  wrong('an unknown enum value', '{ kind }', 'C'),
  wrong('an enum value that is inaccessible', '{ kind }', 'SECRET'),
  wrong('an enum value named as every object has', '{ kind }', 'constructor'),
  wrong('an inaccessible enum value in a list without nulls', '{ kinds }', ['A', 'SECRET']),
  wrong('an object for a list', '{ list }', { 0: 1 }),
  wrong('a text for a list', '{ list }', '12'),
  {
    what: 'a wrong item of a list',
    query: '{ list }',
    first: { list: [1, 'x', [2], null, 3] },
    data: { list: [1, null, null, null, 3] },
    errors: INVALID,
  },
  {
    what: 'a null in a list of lists without nulls',
    query: '{ grid }',
    first: { grid: [[1], [2, null], null, 3] },
    data: { grid: [[1], null, null, null] },
    errors: INVALID,
  },
  wrong('a list for an object', '{ thing { id } }', [thing]),
  wrong('a text for an object', '{ thing { id } }', 'x'),
  wrong('a truth value for an object', '{ thing { id } }', true),
  wrong('an unknown type', '{ any { __typename } }', { __typename: 'Unknown' }),
  wrong('a type that is inaccessible', '{ any { __typename } }', { __typename: 'Hidden', secret: 'x' }),
  wrong('an inaccessible type of an interface', '{ node { id } }', { __typename: 'Hidden', id: 'h' }),
  wrong('a type that is not of the interface', '{ node { id } }', { __typename: 'Value', id: 'h' }),
  wrong('an interface as a type', '{ node { id } }', { __typename: 'Node', id: 'h' }),
  wrong('a type named as every object has', '{ any { __typename } }', { __typename: 'constructor' }),
  wrong('a number as a type', '{ any { __typename } }', { __typename: 5 }),
  wrong('no type', '{ any { ... on Thing { id } } }', { id: '1' }),
  {
    what: 'any value of a scalar that only the subgraph knows',
    query: '{ json }',
    first: '{"data":{"json":{"a":[1,null,{"b":true}]}}}',
    data: { json: { a: [1, null, { b: true }] } },
  },
];
