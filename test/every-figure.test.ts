import { describe, expect, it } from '@jest/globals';
import { useGraph } from './support/use-graph.ts';
describe('x', () => {
  const { ask } = useGraph();
  it('answers', async () => {
    const a = await ask(
      '{ administrativeUnit(code:"01-20211101") { name healthCoverage { healthInsuranceCoverage(period:"2023") { value } } } }',
    );
    expect(a).toEqual({});
  });
});
