import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import type { LoadedGraph, PlanningAnswer, PlanningQuestion } from './messages.ts';

/** Longest time one plan may take, in milliseconds. */
const PLANNING_MS = 5_000;
/** Longest time a supergraph may take to load, in milliseconds. */
const LOADING_MS = 60_000;
/** Heap of the planning thread, in MiB: a plan that needs more fails alone. */
const HEAP_MB = 1_024;
/** Plans that may wait for their turn; beyond, clients are asked to come back. */
const LONGEST_QUEUE = 500;

type Question<Q = PlanningQuestion> = Q extends PlanningQuestion ? Omit<Q, 'id'> : never;

/** One supergraph, loaded in the planning thread. */
export interface GraphPlanner extends LoadedGraph {
  /** The plan of one operation of a document that is valid. */
  plan(document: string, operationName: string | null): Promise<QueryPlan>;
  /** Gives its memory back. */
  drop(): Promise<void>;
}

/**
 * The planning thread. It answers one question after the other; when a plan takes too long or too much memory, it is started anew
 * with its supergraphs.
 */
export class Planner {
  private worker: Worker | null = null;
  private readonly loaded = new Map<number, string>();
  private turn: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private lastId = 0;
  private stopped = false;

  /** Loads a supergraph; throws for one that Apollo's gateway cannot serve. */
  async load(supergraphSdl: string): Promise<GraphPlanner> {
    const graph = ++this.lastId;
    const loaded = await this.ask<LoadedGraph>({ kind: 'load', graph, supergraphSdl }, LOADING_MS);
    this.loaded.set(graph, supergraphSdl);
    return {
      ...loaded,
      plan: (document, operationName) => this.ask({ kind: 'plan', graph, document, operationName }, PLANNING_MS),
      drop: async () => {
        this.loaded.delete(graph);
        if (this.worker && !this.stopped) await this.ask({ kind: 'drop', graph }, LOADING_MS);
      },
    };
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.worker?.terminate();
  }

  private async ask<Result>(question: Question, limitMs: number): Promise<Result> {
    if (this.waiting >= LONGEST_QUEUE) {
      throw new GraphQLError('Too many new queries wait to be planned. Ask again in a few seconds.', {
        extensions: { code: 'OVERLOADED', http: { status: 503 } },
      });
    }
    this.waiting += 1;
    const answer = this.turn.then(() => this.send<Result>(question, limitMs));
    this.turn = answer.catch(() => undefined);
    return answer.finally(() => (this.waiting -= 1));
  }

  private async send<Result>(question: Question, limitMs: number): Promise<Result> {
    const worker = await this.running();
    const id = ++this.lastId;
    const limit = AbortSignal.timeout(limitMs);
    worker.postMessage({ ...question, id } as PlanningQuestion);
    try {
      const [answer] = (await once(worker, 'message', { signal: limit })) as [PlanningAnswer];
      if (!('error' in answer)) return answer.result as Result;
      const error = answer.refused ? new GraphQLError(answer.error) : new Error(answer.error);
      error.stack = answer.stack;
      throw error;
    } catch (error) {
      if (!limit.aborted) throw error;
      await worker.terminate();
      throw new GraphQLError(`The query could not be planned within ${limitMs} ms. Ask for less at once.`, {
        extensions: { code: 'PLANNING_LIMIT', http: { status: 400 } },
      });
    }
  }

  private async running(): Promise<Worker> {
    if (this.stopped) throw new Error('The gateway is stopping.');
    if (this.worker) return this.worker;
    const worker = new Worker(new URL('./planning-thread.ts', import.meta.url), {
      // Nothing about this machine is sent anywhere.
      env: { ...process.env, APOLLO_TELEMETRY_DISABLED: 'true' },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = null;
    });
    this.worker = worker;
    for (const [graph, supergraphSdl] of this.loaded) {
      worker.postMessage({ id: 0, kind: 'load', graph, supergraphSdl } satisfies PlanningQuestion);
      await once(worker, 'message', { signal: AbortSignal.timeout(LOADING_MS) });
    }
    return worker;
  }
}
