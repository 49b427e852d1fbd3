import { composeForReview } from '../../schema/compose-supergraph.ts';
import { ownSubgraphs } from '../../schema/own-subgraphs.ts';
import type { Candidate } from '../../schema/registry/check/candidate.ts';
import { PARTNER_SDL } from './partner-sdl.ts';

export const OWN = ownSubgraphs();
export const PARTNER_URL = 'https://education.example.gov.vn/graphql';
const GRAPH = composeForReview(OWN);

/** The graph of this release, into which an agency of education publishes. */
export function candidateOf(sdl: string, more: Partial<Candidate> = {}): Candidate {
  return {
    subgraphs: [...OWN, { name: 'education', sdl, url: PARTNER_URL }],
    changed: 'education',
    rights: { prefix: 'ED', grantedFields: [] },
    before: GRAPH,
    operations: [],
    contracts: [],
    ...more,
  };
}

/** The agency's SDL with one thing written otherwise. */
export function partnerWith(from: string, to: string): string {
  if (!PARTNER_SDL.includes(from)) throw new Error(`The agency's SDL has no ${from}.`);
  return PARTNER_SDL.replace(from, to);
}
