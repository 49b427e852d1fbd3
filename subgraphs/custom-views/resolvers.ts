import type { Resolvers } from '../kit/subgraph.ts';
import { tableResolvers } from './table/resolvers.ts';

export const resolvers: Resolvers = tableResolvers;
