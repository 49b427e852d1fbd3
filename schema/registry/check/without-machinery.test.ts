import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { subgraphs } from '../../../subgraphs/index.ts';
import { PARTNER_SDL } from '../../../test/support/partner-sdl.ts';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { candidateOf } from '../../../test/support/partner-candidate.ts';
import { checkGraph } from './check-graph.ts';
import { comparable, withoutMachinery } from './without-machinery.ts';

/** What Apollo's library tells of a service that serves this. */
async function toldByApollo(sdl: string): Promise<string> {
  const schema = buildSubgraphSchema(parse(sdl));
  const told = schema.getQueryType()!.getFields()['_service']!.resolve!(null, {}, {}, null as never);
  return ((await told) as { sdl: string }).sdl;
}

describe('the SDL without what libraries add to it', () => {
  it('is left as it is, to the letter, where nothing was added', () => {
    for (const { sdl } of subgraphs) expect(withoutMachinery(sdl)).toBe(sdl);
  });

  it('is what its authors wrote, whoever prints it', async () => {
    const told = await toldByApollo(PARTNER_SDL);
    expect(told).toContain('federation__');
    expect(comparable(withoutMachinery(told))).toBe(comparable(PARTNER_SDL));
  });

  it('can be published', async () => {
    const { faults } = await checkGraph(candidateOf(withoutMachinery(await toldByApollo(PARTNER_SDL))));
    expect(faults).toEqual([]);
  });
});
