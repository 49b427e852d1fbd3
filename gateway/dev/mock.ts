import { addMocksToSchema } from '@graphql-tools/mock';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import type { Reach } from '../reach/subgraph-answer.ts';

/** What every made-up value says of itself, where a text can. */
export const MADE_UP = 'made up: the agency is out of reach';

/** Answers for a subgraph that is out of reach with values made up from its SDL, the same for the same process; each figure says so. */
export function mockOf(sdl: string): Reach {
  const sound = buildSubgraphSchema(parse(sdl));
  const ownsUnits = 'administrativeUnit' in sound.getQueryType()!.getFields();
  const schema = addMocksToSchema({
    schema: sound,
    preserveResolvers: true,
    // A figure that is made up has no id, by which the library would tell it from others.
    typePolicies: { Observation: { keyFieldName: false } },
    mocks: {
      Date: () => '2025-07-01',
      DateTime: () => '2026-01-01T00:00:00Z',
      TimePeriod: () => '2024',
      String: () => MADE_UP,
      Observation: () => ({
        id: null,
        value: 42,
        valueLow: null,
        valueHigh: null,
        qualifier: 'EQ',
        obsStatus: 'LOW_RELIABILITY',
        recordType: 'OBSERVATION',
      }),
      Citation: () => ({ publisher: MADE_UP, title: MADE_UP, url: null }),
    },
    // Its types know only the types that are mocked.
    resolvers: {
      Query: {
        _entities: (_root: unknown, { representations }: { representations: readonly object[] }) => representations,
        ...(ownsUnits && { administrativeUnit: (_root: unknown, { code }: { code: string }) => unitOf(code) }),
      },
      _Entity: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    } as object,
  });
  return async ({ query, variables, operationName }) =>
    (await graphql({
      schema,
      source: query,
      variableValues: { ...variables },
      ...(operationName !== undefined && { operationName }),
    })) as Awaited<ReturnType<Reach>>;
}

/** The unit that was asked for, so that the agency that is worked on can answer for it. */
function unitOf(code: string) {
  return { __typename: 'AdministrativeUnit', code, territoryCode: code };
}
