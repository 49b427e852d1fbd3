import type { ApolloServer } from '@apollo/server';
import { SubgraphFailure, type Reach, type SubgraphRequest } from './subgraph-answer.ts';

/** Reaches a subgraph that runs in this process; each request has a context of its own, as over HTTP. */
export function inProcess<Context extends object>(
  name: string,
  server: ApolloServer<any>,
  createContext: (request: SubgraphRequest) => Context,
): Reach {
  return async (request) => {
    const { query, variables, operationName } = request;
    const { body } = await server.executeOperation(
      { query, variables, ...(operationName ? { operationName } : {}) },
      { contextValue: createContext(request) },
    );
    if (body.kind !== 'single') throw new SubgraphFailure('SUBGRAPH_INVALID_RESPONSE', `${name} answered in parts.`);
    return body.singleResult;
  };
}
