import type { Provenance } from '../cache/provenance.ts';
import type { Run } from '../engine/plan/run.ts';
import { ClientLeft } from '../context.ts';
import type { FailureReports } from './failure-reports.ts';
import { soundAnswer } from './sound-answer.ts';
import { SubgraphFailure, type Reach, type SubgraphRequest } from './subgraph-answer.ts';

/**
 * How an execution asks subgraphs: it notes what each read, and gets a failure as an answer without data whose error concerns the whole
 * fetch, so that the rest of the client's answer stands.
 */
export function askSubgraphs(
  reachOf: (subgraph: string) => Reach,
  provenance: Provenance,
  reports: FailureReports,
): Run['ask'] {
  return async (subgraph, request) => {
    try {
      const answer = soundAnswer(subgraph, request, await reachOf(subgraph)(request));
      reports.answered(subgraph);
      provenance.note(subgraph, answer);
      return answer;
    } catch (error) {
      const failure = failureOf(subgraph, request, error);
      if (error === failure || request.signal?.aborted) {
        // That a client has left tells nothing of the subgraph.
        if (!(error instanceof ClientLeft)) reports.failed(subgraph, failure);
      } else reports.unexpected(subgraph, failure);
      return { data: null, errors: [{ message: failure.message, extensions: { code: failure.code } }] };
    }
  };
}

function failureOf(subgraph: string, { signal }: SubgraphRequest, error: unknown): SubgraphFailure {
  if (error instanceof SubgraphFailure) return error;
  if (signal?.aborted) return new SubgraphFailure('SUBGRAPH_TIMEOUT', `${subgraph} did not answer in time.`, error);
  return new SubgraphFailure('SUBGRAPH_UNREACHABLE', `${subgraph} failed.`, error);
}
