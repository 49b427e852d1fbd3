import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import { OverloadError } from '../../admission/overload-error.ts';
import type { LoadedGraph, PlanningAnswer, PlanningQuestion } from './messages.ts';

/** Longest time one plan may take, in milliseconds. */
const PLANNING_MS = 5_000;
/** Longest time a supergraph may take to load, in milliseconds. */
const LOADING_MS = 60_000;
/** Heap of the planning thread, in MiB: a plan that needs more fails alone. */
const HEAP_MB = 1_024;
/** What is planned is kept: little of it is garbage soon. In MiB. */
const YOUNG_HEAP_MB = 8;
/** Plans that may wait for their turn; beyond, clients are asked to come back. */
const LONGEST_QUEUE = 500;

type Question<Q = PlanningQuestion> = Q extends PlanningQuestion ? Omit<Q, 'id'> : never;

interface Pending {
  readonly question: Question;
  readonly limitMs: number;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** One supergraph, loaded in the planning thread. */
export interface GraphPlanner extends LoadedGraph {
  /** The plan of one operation of a document that is valid. */
  plan(document: string, operationName: string | null): Promise<QueryPlan>;
  /** Gives its memory back. */
  drop(): Promise<void>;
}

/**
 * The planning thread. It answers one question after the other; when one takes too long or too much memory, that one fails, and the
 * thread is started anew with its supergraphs for the others.
 */
export class Planner {
  private worker: Worker | null = null;
  private readonly loaded = new Map<number, string>();
  /** Oldest first: the one that the thread is at. */
  private readonly pending = new Map<number, Pending>();
  private watchdog: NodeJS.Timeout | undefined;
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
    clearTimeout(this.watchdog);
    for (const { reject } of this.pending.values()) reject(new Error('The gateway is stopping.'));
    this.pending.clear();
    await this.worker?.terminate();
  }

  private ask<Result>(question: Question, limitMs: number): Promise<Result> {
    if (this.pending.size >= LONGEST_QUEUE) throw tooMany();
    const worker = this.running();
    const id = ++this.lastId;
    return new Promise<Result>((resolve, reject) => {
      this.pending.set(id, { question, limitMs, resolve, reject });
      if (this.pending.size === 1) this.watch();
      worker.postMessage({ ...question, id });
    });
  }

  private running(): Worker {
    if (this.stopped) throw new Error('The gateway is stopping.');
    if (this.worker) return this.worker;
    const worker = new Worker(new URL('./planning-thread.ts', import.meta.url), {
      // Nothing about this machine is sent anywhere.
      env: { ...process.env, APOLLO_TELEMETRY_DISABLED: 'true' },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
    });
    this.worker = worker;
    worker.on('message', (answer: PlanningAnswer) => this.receive(answer));
    worker.on('error', (error) => this.lose(worker, error));
    worker.on('exit', () => this.lose(worker, new Error('The planning thread ended.')));
    const waiting = [...this.pending];
    this.pending.clear();
    for (const [graph, supergraphSdl] of this.loaded) {
      const question: Question = { kind: 'load', graph, supergraphSdl };
      waiting.unshift([++this.lastId, { question, limitMs: LOADING_MS, resolve: () => {}, reject: () => {} }]);
    }
    for (const [id, asked] of waiting) {
      this.pending.set(id, asked);
      worker.postMessage({ ...asked.question, id });
    }
    this.watch();
    return worker;
  }

  private receive(answer: PlanningAnswer): void {
    const asked = this.pending.get(answer.id);
    this.pending.delete(answer.id);
    this.watch();
    if (!asked) return;
    if (!('error' in answer)) return asked.resolve(answer.result as never);
    const error = answer.refused ? new GraphQLError(answer.error) : new Error(answer.error);
    error.stack = answer.stack;
    asked.reject(error);
  }

  /** Gives the question that the thread is at its time. */
  private watch(): void {
    clearTimeout(this.watchdog);
    const [head] = this.pending;
    if (!head) return;
    const [id, { limitMs, reject }] = head;
    this.watchdog = setTimeout(() => {
      reject(tooLong(limitMs));
      this.pending.delete(id);
      const worker = this.worker!;
      this.replace(worker);
      void worker.terminate();
    }, limitMs);
    this.watchdog.unref();
  }

  /** The thread ended by itself: what it was at fails, the others are asked again. */
  private lose(worker: Worker, cause: Error): void {
    const [head] = this.pending;
    if (this.worker !== worker || !head) return this.replace(worker);
    this.pending.delete(head[0]);
    head[1].reject(new Error('The planning thread failed.', { cause }));
    this.replace(worker);
  }

  private replace(worker: Worker): void {
    if (this.worker !== worker) return;
    this.worker = null;
    clearTimeout(this.watchdog);
    if (this.pending.size > 0 && !this.stopped) this.running();
  }
}

function tooMany(): GraphQLError {
  return new OverloadError('Too many new queries wait to be planned.');
}

function tooLong(limitMs: number): GraphQLError {
  return new GraphQLError(`The query could not be planned within ${limitMs} ms. Ask for less at once.`, {
    extensions: { code: 'PLANNING_LIMIT', http: { status: 400 } },
  });
}
