import { parse, type DocumentNode } from 'graphql';
import { composeForReview } from '../../compose-supergraph.ts';
import { USUAL_COST_LIMIT } from '../../cost/cost-limit.ts';
import type { Candidate, Changed } from './candidate.ts';
import { changesOf } from './changes.ts';
import { clientFaults } from './clients.ts';
import { contributionFaults } from './contribution.ts';
import { descriptionFaults } from './descriptions.ts';
import { contractFaults } from './contracts.ts';
import { costFaults } from './costs.ts';
import type { Change, Fault } from './fault.ts';
import { catalogueFaults, declarationFaults } from './indicators.ts';
import { lengthFaults } from './lengths.ts';
import { linkFaults } from './links.ts';
import { openedFields } from './opened-fields.ts';
import { ownershipFaults } from './ownership.ts';
import { sharedTypeFaults } from './shared-types.ts';

/** What a check found; the graph is served only where there are no faults. */
export interface CheckReport {
  readonly faults: readonly Fault[];
  readonly changes: readonly Change[];
  /** Null where it does not compose. */
  readonly composed: { readonly supergraph: string; readonly api: string } | null;
}

export const LARGEST_SDL = 512 * 1024;
const MOST_TOKENS = 100_000;

/** Checks a graph that might be served, before anything changes. Faults come all at once, those of the SDL itself before those of the graph. `costLimit`: as gateways have it; 0: none. */
export async function checkGraph(candidate: Candidate, costLimit = USUAL_COST_LIMIT): Promise<CheckReport> {
  const published = candidate.subgraphs.find(({ name }) => name === candidate.changed);
  const document = published ? readSdl(published.sdl) : null;
  if (document !== null && !isDocument(document)) return { faults: [document], changes: [], composed: null };
  const changed: Changed | null = candidate.changed === null ? null : { ...candidate, changed: candidate.changed };
  const own = document && changed ? faultsOfSdl(document, changed) : [];
  const composed = compose(candidate);
  if ('fault' in composed) return { faults: [...own, composed.fault], changes: [], composed: null };
  // What cannot be read as declared cannot be looked for in the graph either.
  if (own.some(({ code }) => code === 'INDICATOR_DECLARATION')) return { faults: own, changes: [], composed };
  const changes = candidate.before ? await changesOf(candidate.before, composed) : [];
  // What is safe for any operation need not be tried with each.
  const isSafe = changes.every(({ level }) => level === 'safe');
  const ofGraph = [
    ...(document && changed ? catalogueFaults(document, composed.supergraph, changed) : []),
    ...contractFaults(composed.supergraph, candidate.contracts),
    ...(candidate.before && !isSafe ? clientFaults(candidate.before, composed, candidate.operations) : []),
    ...(candidate.before ? costFaults(candidate.before, composed, candidate.operations, costLimit) : []),
  ];
  return { faults: [...own, ...ofGraph], changes, composed };
}

function faultsOfSdl(document: DocumentNode, changed: Changed): Fault[] {
  return [
    ...linkFaults(document),
    ...sharedTypeFaults(document),
    ...ownershipFaults(document, changed),
    ...contributionFaults(document, changed),
    ...declarationFaults(document, changed),
    ...descriptionFaults(document),
    ...lengthFaults(document),
  ];
}

function readSdl(sdl: string): DocumentNode | Fault {
  const fault = (what: string, instead: string): Fault => ({ code: 'NOT_SDL', where: '', what, instead });
  if (sdl.length > LARGEST_SDL)
    return fault(
      `The SDL has ${sdl.length} characters`,
      `Send at most ${LARGEST_SDL}: share enums, or divide the agency.`,
    );
  try {
    return parse(sdl, { maxTokens: MOST_TOKENS, noLocation: false });
  } catch (error) {
    return fault((error as Error).message, 'Send GraphQL SDL that begins with the shared files.');
  }
}

function isDocument(read: DocumentNode | Fault): read is DocumentNode {
  return 'kind' in read;
}

function compose({ subgraphs }: Candidate): { supergraph: string; api: string } | { fault: Fault } {
  try {
    return composeForReview(openedFields(subgraphs));
  } catch (error) {
    return {
      fault: {
        code: 'DOES_NOT_COMPOSE',
        where: '',
        what: (error as Error).message,
        instead: 'Change what it names; what belongs to others, copy from the shared SDL as it stands.',
      },
    };
  }
}
