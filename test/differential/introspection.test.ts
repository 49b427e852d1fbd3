import { afterAll, describe, expect, it } from '@jest/globals';
import { execute, getIntrospectionQuery, parse } from 'graphql';
import { reachOf, startOurs, startStock } from './gateways.ts';
import { accountsWorld } from './worlds/accounts.ts';
import { mediaWorld } from './worlds/media.ts';
import { placesWorld } from './worlds/places.ts';
import { valuesWorld } from './worlds/values.ts';
import { compose, run, type World } from './world.ts';

const WHOLE = getIntrospectionQuery({
  inputValueDeprecation: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  oneOf: true,
});
const QUERIES: readonly [what: string, query: string, variables: Record<string, unknown>][] = [
  ['whole', WHOLE, {}],
  ['one type, by a variable', 'query ($name: String!) { __type(name: $name) { kind name } }', { name: 'Query' }],
  [
    'no type, named as every object has',
    'query ($name: String!) { __type(name: $name) { name } a: __type(name: "Int") { name } }',
    { name: 'constructor' },
  ],
  [
    'with the default of a variable',
    'query ($old: Boolean = true) { __schema { types { name fields(includeDeprecated: $old) { name isDeprecated } } } }',
    {},
  ],
  ['skipped', 'query ($no: Boolean!) { __schema @skip(if: $no) { queryType { name } } __typename }', { no: true }],
  [
    'in fragments that merge',
    '{ ...F } fragment F on Query { __schema { queryType { ...T } } s: __schema { mutationType { ...T } } } fragment T on __Type { __typename name }',
    {},
  ],
];

/** Introspection needs no subgraph, and what plain graphql-js says of the schema that clients see is right. */
describe.each(
  [mediaWorld, accountsWorld, placesWorld, valuesWorld].map((world): [string, World] => [world.name, world]),
)('the schema of %s', (_name, world) => {
  const { subgraphs } = run(world);
  const supergraph = compose(world);
  const starting = Promise.all([
    startOurs(supergraph, (name) => reachOf(subgraphs.get(name)!)),
    startStock(supergraph, (name) => subgraphs.get(name)!),
  ]);
  afterAll(async () => {
    for (const gateway of await starting) await gateway.stop();
  });

  it.each(QUERIES)('is told %s', async (_what, query, variables) => {
    const [ours, { apiSchema }] = await starting;
    const told = await execute({ schema: apiSchema, document: parse(query), variableValues: variables });
    const answer = await ours.ask(query, variables);
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify(told.data));
  });
});
