import type { Resolvers } from '../kit/subgraph.ts';
import { tableResolvers } from './table/resolvers.ts';
import { viewResolvers } from './views/resolvers.ts';

export const resolvers: Resolvers = {
  ...tableResolvers,
  ...viewResolvers,
  Query: { ...tableResolvers['Query'], ...viewResolvers['Query'] },
};
