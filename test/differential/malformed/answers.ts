import { thing, type Malformed } from './graph.ts';

/** Answers that hold more or other things than a GraphQL answer. */
export const ANSWERS: readonly Malformed[] = [
  {
    what: 'fields that were not asked for',
    query: '{ thing { id } }',
    first: { thing: { ...thing, name: 'x', secret: 'y' }, other: 1 },
    data: { thing: { id: '1' } },
  },
  {
    what: 'a key __proto__ in the data',
    query: '{ thing { id name } }',
    first:
      '{"data":{"__proto__":{"polluted":1},"thing":{"__typename":"Thing","id":"1","__proto__":{"polluted":1,"name":"inherited"}}}}',
    data: { thing: { id: '1', name: null } },
  },
  {
    what: 'a key constructor in the data',
    query: '{ thing { id } }',
    first:
      '{"data":{"constructor":{"prototype":{"polluted":1}},"thing":{"__typename":"Thing","id":"1","constructor":{"prototype":{"polluted":1}}}}}',
    data: { thing: { id: '1' } },
  },
  {
    what: 'a key __proto__ in an error',
    query: '{ int }',
    first:
      '{"data":{"int":1},"errors":[{"message":"m","path":["__proto__","polluted"],"extensions":{"code":"BAD_USER_INPUT","__proto__":{"polluted":1}}}]}',
    data: { int: 1 },
    errors: ['BAD_USER_INPUT'],
  },
  {
    what: 'data that are a list',
    query: '{ int }',
    first: '{"data":[1]}',
    data: { int: null },
    errors: ['SUBGRAPH_INVALID_RESPONSE of first'],
  },
  {
    what: 'data that are a text',
    query: '{ int }',
    first: '{"data":"x"}',
    data: { int: null },
    errors: ['SUBGRAPH_INVALID_RESPONSE of first'],
  },
  {
    what: 'an empty answer',
    query: '{ int }',
    first: '{}',
    data: { int: null },
    errors: ['SUBGRAPH_INVALID_RESPONSE of first'],
  },
  {
    what: 'an answer that is null',
    query: '{ int }',
    first: 'null',
    data: { int: null },
    errors: ['SUBGRAPH_INVALID_RESPONSE of first'],
  },
  {
    what: 'errors that are no list',
    query: '{ int }',
    first: '{"data":{"int":1},"errors":{"message":"m"}}',
    data: { int: 1 },
  },
  {
    what: 'errors that are no objects',
    query: '{ int }',
    first: '{"data":null,"errors":[null,1,"x",[]]}',
    data: { int: null },
    errors: ['INTERNAL_SERVER_ERROR of first'],
  },
  {
    what: 'errors with paths that lead nowhere',
    query: '{ int }',
    first:
      '{"data":{"int":1},"errors":[{"message":"m","path":"int"},{"message":"m","path":["_entities",7,"x"]},{"message":"m","path":[{},null]}]}',
    data: { int: 1 },
    errors: ['INTERNAL_SERVER_ERROR of first'],
  },
  {
    what: 'errors without a message',
    query: '{ int }',
    first: '{"data":{"int":null},"errors":[{"path":["int"]},{"message":5}]}',
    data: { int: null },
    errors: ['INTERNAL_SERVER_ERROR of first'],
  },
];
