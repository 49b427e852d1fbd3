import { parentPort } from 'node:worker_threads';
import type { Candidate } from './candidate.ts';
import { checkGraph } from './check-graph.ts';

/** The thread that composes and checks, so that a costly SDL holds up nobody. */
parentPort!.on('message', ({ id, candidate, costLimit }: { id: number; candidate: Candidate; costLimit: number }) => {
  void checkGraph(candidate, costLimit).then(
    (report) => parentPort!.postMessage({ id, report }),
    (error: unknown) => parentPort!.postMessage({ id, error: error instanceof Error ? error.stack : String(error) }),
  );
});
