import { parse } from 'graphql';
import { readDeclarations } from '../../subgraphs/kit/declarations.ts';
import { composeForReview } from '../compose-supergraph.ts';
import { ownSubgraphs } from '../own-subgraphs.ts';
import { checkGraph, type CheckReport } from '../registry/check/check-graph.ts';
import type { LocalSubgraph } from './published-files.ts';

/** What the registry would say, by the subgraphs of this checkout and the prefix that the SDL declares: which clients there are, only it knows. */
export async function checkOffline(subgraph: LocalSubgraph): Promise<Pick<CheckReport, 'faults' | 'changes'>> {
  const others = ownSubgraphs().filter(({ name }) => name !== subgraph.name);
  return checkGraph({
    subgraphs: [...others, subgraph],
    changed: subgraph.name,
    rights: { prefix: declaredPrefix(subgraph.sdl), grantedFields: [] },
    before: composeForReview(others),
    operations: [],
    contracts: [],
  });
}

/** The prefix that an SDL declares. Null where it cannot be read; the check says so itself. */
export function declaredPrefix(sdl: string): string | null {
  try {
    return readDeclarations(parse(sdl)).agencies[0]?.prefix ?? null;
  } catch {
    return null;
  }
}
