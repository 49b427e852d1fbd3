import type { Resolvers } from '../kit/subgraph.ts';
import { exportResolvers } from './exports/resolvers.ts';
import { findingResolvers } from './findings/resolvers.ts';
import { tableResolvers } from './table/resolvers.ts';
import { viewResolvers } from './views/resolvers.ts';

const parts = [tableResolvers, viewResolvers, findingResolvers, exportResolvers];

/** Each part has types of its own, and fields of the root. */
export const resolvers: Resolvers = {
  ...Object.assign({}, ...parts),
  Query: Object.assign({}, ...parts.map(({ Query }) => Query)),
};
