import { afterAll, describe, expect, it } from '@jest/globals';
import { reachOf, startOurs } from './gateways.ts';
import { shop } from './worlds/shop.ts';
import { valuesWorld } from './worlds/values.ts';
import { compose, run, type World } from './world.ts';

const start = async (world: World) => {
  const { subgraphs } = run(world);
  return startOurs(compose(world), (name) => reachOf(subgraphs.get(name)!));
};

/** The data as texts, in the order of their keys. */
const CASES: readonly [what: string, world: World, query: string, data: string][] = [
  [
    'constructor for a list',
    shop,
    '{ constructor: users(ids: ["u1"]) { toString: name } }',
    '{"constructor":[{"toString":"An"}]}',
  ],
  [
    '__typename for another field',
    shop,
    '{ product(upc: "p1") { __typename: name stock maker { __typename: name reviews(first: 1) { id } } } }',
    '{"product":{"__typename":"Bàn","stock":97,"maker":{"__typename":"An","reviews":[{"id":"r1"}]}}}',
  ],
  [
    '_entities for a field of another subgraph',
    shop,
    '{ _entities: latest(first: 1) { _entities: author { _entities: name } } }',
    '{"_entities":[{"_entities":{"_entities":"An"}}]}',
  ],
];

describe('a client may name', () => {
  const gateways = new Map([shop, valuesWorld].map((world) => [world, start(world)]));
  afterAll(async () => {
    for (const gateway of gateways.values()) await (await gateway).stop();
  });

  it.each(CASES)('a field %s', async (_what, world, query, data) => {
    const gateway = await gateways.get(world)!;
    for (const asked of ['for the first time', 'again']) {
      expect(`${asked} ${JSON.stringify(await gateway.ask(query, {}))}`).toBe(`${asked} {"data":${data}}`);
    }
  });

  it.each([
    [shop, '{ me { __proto__: username } }'],
    [valuesWorld, '{ __proto__: json(value: {polluted: 1}) }'],
  ])('no field __proto__, which many clients lose or take for something else', async (world, query) => {
    const { data, errors } = await (await gateways.get(world)!).ask(query, {});
    expect([data, errors?.[0]?.extensions?.['code']]).toEqual([undefined, 'GRAPHQL_VALIDATION_FAILED']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
