import { beforeAll, describe, expect, it } from '@jest/globals';
import { Supergraph } from '@apollo/federation-internals';
import { getNamedType, isObjectType, parse, type GraphQLNamedType } from 'graphql';
import { readCostDeclarations } from '../schema/cost/cost-declarations.ts';
import * as long from './support/long-answers.ts';
import { SUPERGRAPH } from './support/use-graph.ts';
import { useViewsGraph } from './support/use-views-graph.ts';

const schema = Supergraph.build(SUPERGRAPH).apiSchema().toGraphQLJSSchema();
const AGENCIES = ['populationAndChildren', 'labourAndEmployment', 'povertyReduction', 'healthCoverage'];

describe('the declared lengths of lists', () => {
  const graph = useViewsGraph();
  const longest = new Map<string, number>();

  const ask = async ({ query, variables }: long.LongQuestion) => {
    const { data, errors } = await graph.ask(query, variables);
    expect(errors).toBeUndefined();
    noteLengths(data, schema.getQueryType()!, longest);
    return data;
  };

  beforeAll(async () => {
    const { agencies } = await ask({ query: long.CATALOGUE });
    const indicators = agencies.flatMap((agency: any) => agency.indicators);
    const questions = [
      ...long.questionsOfUnits(AGENCIES),
      ...long.questionsOfTables(indicators),
      ...long.questionsOfCells(),
      { query: long.FINDINGS },
    ];
    for (const question of questions) await ask(question);
  }, 120_000);

  it('are exceeded by no list, and are no more than a few times what there is', () => {
    const { listSizes } = readCostDeclarations(parse(SUPERGRAPH));
    const declared = [...listSizes].filter(([, { assumedSize }]) => assumedSize !== null);
    expect(declared.map(([coordinate]) => coordinate).filter((coordinate) => !longest.has(coordinate))).toEqual([]);
    for (const [coordinate, { assumedSize }] of declared) {
      const found = longest.get(coordinate)!;
      expect({ coordinate, found, isHonest: found <= assumedSize! && assumedSize! <= 5 * Math.max(found, 2) }).toEqual({
        coordinate,
        found,
        isHonest: true,
      });
    }
  });
});

/** Notes the length of the longest list of each field in an answer without aliases, by `Type.field`. */
function noteLengths(answer: object, type: GraphQLNamedType, longest: Map<string, number>): void {
  if (!isObjectType(type)) return;
  for (const [name, inner] of Object.entries(answer)) {
    const coordinate = `${type.name}.${name}`;
    const items: unknown[] = Array.isArray(inner) ? inner : [inner];
    if (Array.isArray(inner)) longest.set(coordinate, Math.max(longest.get(coordinate) ?? 0, items.length));
    for (const item of items)
      if (typeof item === 'object' && item) noteLengths(item, getNamedType(type.getFields()[name]!.type), longest);
  }
}
