import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';
import type { Declarations } from '../../subgraphs/kit/declarations.ts';
import { sharedScalars } from '../../subgraphs/kit/scalars.ts';
import { hideUnexpected, type ErrorLog } from '../../subgraphs/kit/server.ts';
import { inProcess } from '../reach/in-process.ts';
import { SubgraphFailure, type Reach } from '../reach/subgraph-answer.ts';
import type { AskSubgraph, CatalogueContext } from './find-observation.ts';
import { catalogueResolvers } from './resolvers.ts';
import { catalogue } from './subgraph.ts';

export type Catalogue = Reach;

const typeDefs = parse(catalogue.sdl);

/** The catalogue of one supergraph, computed from what it declares and swapped with it. */
export function catalogueOf(declarations: Declarations, reach: (subgraph: string) => Reach, log: ErrorLog): Catalogue {
  const ask: AskSubgraph = async (subgraph, query, variables, { dataVersions }) => {
    try {
      const { data, errors, extensions } = await reach(subgraph)({ query, variables });
      if (extensions?.dataVersion) dataVersions[subgraph] = extensions.dataVersion;
      const [error] = errors ?? [];
      if (data && !error) return data;
      throw new GraphQLError(error?.message ?? `${subgraph} gave no data.`, {
        extensions: { code: error?.extensions?.['code'] ?? 'SUBGRAPH_INVALID_RESPONSE', agency: subgraph },
      });
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) throw error;
      throw new GraphQLError(error.message, { extensions: { code: error.code, agency: subgraph } });
    }
  };
  const resolvers = catalogueResolvers(declarations, ask);
  const server = new ApolloServer<CatalogueContext>({
    schema: buildSubgraphSchema([{ typeDefs, resolvers: { ...sharedScalars, ...resolvers } as never }]),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      tellDataVersions,
    ],
    formatError: (formatted, error) => hideUnexpected(formatted, error, log),
  });
  const started = server.start();
  const answer = inProcess(catalogue.name, server, (): CatalogueContext => ({ dataVersions: {} }));
  return async (request) => {
    await started;
    // It holds as long as the supergraph that it is computed from, and the figures of agencies that it read.
    return { ...(await answer(request)), maxAge: Infinity };
  };
}

/** Puts the versions of the agencies' data that were read beside the answer. */
const tellDataVersions: ApolloServerPlugin<CatalogueContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response, contextValue: { dataVersions } }) => {
      if (response.body.kind === 'single') response.body.singleResult.extensions = { dataVersions };
    },
  }),
};
