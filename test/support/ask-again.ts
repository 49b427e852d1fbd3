import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { askGraph, type Answer } from './use-graph.ts';

/** What came of one question. */
export interface Outcome extends Answer {
  readonly began: number;
  readonly ms: number;
}

/** Asks again and again, several times at once, until it is stopped; then gives all outcomes in the order of their beginning. */
export function askAgainAndAgain(url: string, query: string, atOnce: number): () => Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const stopping = new AbortController();
  const asking = Array.from({ length: atOnce }, async () => {
    while (!stopping.signal.aborted) {
      outcomes.push(await askTimed(url, query));
      await wait(5);
    }
  });
  return async () => {
    stopping.abort();
    await Promise.all(asking);
    return outcomes.toSorted((one, other) => one.began - other.began);
  };
}

export async function askTimed(url: string, query: string): Promise<Outcome> {
  const began = performance.now();
  const answer = await askGraph(url, query);
  return { ...answer, began, ms: performance.now() - began };
}

export function median(outcomes: readonly Outcome[]): number {
  return outcomes.map(({ ms }) => ms).toSorted((one, other) => one - other)[Math.floor(outcomes.length / 2)]!;
}

/** Memory that a process holds now, in MiB; where only Linux tells it, 0. */
export function residentMebibytes({ pid }: { readonly pid: number }): number {
  if (process.platform !== 'linux') return 0;
  const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]!;
  return Number(kibibytes) / 1024;
}
