import { isDeepStrictEqual } from 'node:util';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, validate } from 'graphql';
import type { Answer } from './gateways.ts';
import type { Operation } from './operations/operation.ts';
import type { WorldSubgraph } from './world.ts';

/** Compares answers with those of plain graphql-js over one schema: it sees what both gateways get wrong. */
export function compareWithMerged({ sdl, resolvers }: WorldSubgraph) {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  return async (ours: Answer, { document, variables }: Operation): Promise<string[]> => {
    if (JSON.stringify(document).includes('"__schema"') || JSON.stringify(document).includes('"__type"')) return [];
    // What is wrong with a scalar that only a subgraph reads is found by the subgraph, for its fields.
    if (validate(schema, document).length > 0) return [];
    const answer = await execute({ schema, document, variableValues: variables, contextValue: { state: {} } });
    const merged = JSON.parse(JSON.stringify(answer)) as Answer;
    if (merged.data === undefined) return [];
    const faults: string[] = [];
    if (!isDeepStrictEqual(ours.data ?? null, merged.data ?? null)) faults.push('The data differ from one schema’s.');
    if (JSON.stringify(ours.data ?? null) !== JSON.stringify(merged.data ?? null))
      faults.push('The keys are not in the order of one schema’s.');
    if ((ours.errors === undefined) !== (merged.errors === undefined))
      faults.push(ours.errors ? 'Only we tell errors.' : 'One schema tells errors, we do not.');
    return faults.length > 0 ? [...faults, `One schema: ${JSON.stringify(merged)}`] : [];
  };
}
