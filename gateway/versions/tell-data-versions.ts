import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context.ts';

/** Tells clients from which version of each agency's data an answer was read. */
export const tellDataVersions: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response, contextValue }) => {
      const { dataVersions } = contextValue.provenance;
      if (response.body.kind !== 'single' || Object.keys(dataVersions).length === 0) return;
      const { extensions } = response.body.singleResult;
      response.body.singleResult.extensions = { ...extensions, dataVersions };
    },
  }),
};
