import { Worker } from 'node:worker_threads';
import { USUAL_COST_LIMIT } from '../../cost/cost-limit.ts';
import type { Candidate } from './candidate.ts';
import type { CheckReport } from './check-graph.ts';

/** Longest time that one check may take, in milliseconds, and the heap that it may need, in MiB: an SDL that needs more is refused. */
const CHECK_MS = 20_000;
const HEAP_MB = 1_024;

interface Asked {
  readonly resolve: (report: CheckReport) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Checks graphs in a thread of its own. One that takes too long or too much memory fails, and those that wait with it; the next begin anew. */
export class Checker {
  #worker: Worker | null = null;
  readonly #asked = new Map<number, Asked>();
  readonly #costLimit: number;
  #lastId = 0;

  /** `costLimit`: as gateways have it. */
  constructor(costLimit = USUAL_COST_LIMIT) {
    this.#costLimit = costLimit;
  }

  check(candidate: Candidate): Promise<CheckReport> {
    const worker = this.#running();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#lose(worker, new Error(`The check took longer than ${CHECK_MS / 1_000} s.`)),
        CHECK_MS,
      );
      this.#asked.set(id, { resolve, reject, timer });
      worker.postMessage({ id, candidate, costLimit: this.#costLimit });
    });
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    if (worker) this.#lose(worker, new Error('The registry is stopping.'));
    await worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./checking-thread.ts', import.meta.url), {
      env: { ...process.env, APOLLO_TELEMETRY_DISABLED: 'true' },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    worker.on('message', ({ id, report, error }: { id: number; report: CheckReport; error?: string }) => {
      const asked = this.#asked.get(id);
      this.#asked.delete(id);
      clearTimeout(asked?.timer);
      if (error === undefined) asked?.resolve(report);
      else asked?.reject(new Error(`The check failed: ${error}`));
    });
    worker.on('error', (error) => this.#lose(worker, error));
    worker.on('exit', () => this.#lose(worker, new Error('The checking thread ended.')));
    // The server that asks holds the process, not this thread.
    worker.unref();
    return (this.#worker = worker);
  }

  #lose(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    for (const { reject, timer } of asked) {
      clearTimeout(timer);
      reject(error);
    }
    void worker.terminate();
  }
}
