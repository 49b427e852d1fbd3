import type { Mode, OperationName } from './options.ts';

/** One round of one variant. */
export interface Round {
  readonly rps: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** CPU seconds for 1,000 requests. */
  readonly cpu: { readonly gateway: number; readonly subgraphs: number; readonly postgres: number };
  /** Peak resident memory in MB. */
  readonly memory: { readonly gateway: number; readonly subgraphs: number };
  /** Share of the second core that was busy. */
  readonly otherCore: number;
  /** Requests to subgraphs for one query; null where they are not counted. */
  readonly subgraphRequests: number | null;
  readonly refused: number;
  readonly broken: number;
  readonly wrongSizes: number;
}

/** A variant's rounds of one operation; `median` is taken figure by figure. */
export interface Measured {
  readonly variant: string;
  readonly median: Round;
  readonly rounds: readonly Round[];
}

export interface Table {
  readonly mode: Mode;
  readonly operation: OperationName;
  readonly title: string;
  readonly connections: number;
  /** Length of its rounds, where runs were taken together. */
  readonly seconds?: number;
  /** When and on what it was measured, where that is not what the whole says. */
  readonly measured?: string;
  readonly rows: readonly Measured[];
  /** Variants that could not run it, and why. */
  readonly left: readonly { readonly variant: string; readonly reason: string }[];
}

/** One query at a time over so many units. */
export interface GrowthPoint {
  readonly units: number;
  /** Median time of a query. */
  readonly milliseconds: number;
  /** CPU seconds of a query, of all processes. */
  readonly cpu: number;
  readonly memory: { readonly gateway: number; readonly subgraphs: number };
}

export interface Growth {
  readonly variant: string;
  readonly points: readonly GrowthPoint[];
  /** Why points are missing. */
  readonly reason?: string;
}

export interface Results {
  readonly date: string;
  readonly machine: string;
  readonly pinned: boolean;
  /** Share of the machine that others used when the run began; null where that is not known. */
  readonly busyBefore: number | null;
  readonly versions: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly seconds: number;
  readonly tables: readonly Table[];
  readonly growth: readonly Growth[];
}

/** Figure by figure, the median of the rounds. */
export function medianOf(rounds: readonly Round[]): Round {
  const of = (read: (round: Round) => number): number => {
    const sorted = rounds.map(read).toSorted((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  };
  return {
    rps: of((round) => round.rps),
    p50: of((round) => round.p50),
    p95: of((round) => round.p95),
    p99: of((round) => round.p99),
    cpu: {
      gateway: of((round) => round.cpu.gateway),
      subgraphs: of((round) => round.cpu.subgraphs),
      postgres: of((round) => round.cpu.postgres),
    },
    memory: { gateway: of((round) => round.memory.gateway), subgraphs: of((round) => round.memory.subgraphs) },
    otherCore: of((round) => round.otherCore),
    subgraphRequests: rounds[0]?.subgraphRequests == null ? null : of((round) => round.subgraphRequests ?? 0),
    refused: Math.max(...rounds.map((round) => round.refused)),
    broken: Math.max(...rounds.map((round) => round.broken)),
    wrongSizes: Math.max(...rounds.map((round) => round.wrongSizes)),
  };
}

/** Takes runs together, under the date and machine of the first; of two tables with the same operation, mode and length of rounds the later counts. */
export function joinResults(runs: readonly Results[]): Results {
  const [first] = runs;
  if (!first) throw new Error('There are no results to take together.');
  const tables = new Map<string, Table>();
  for (const run of runs) {
    for (const table of run.tables) {
      const seconds = table.seconds ?? run.seconds;
      const apart = run === first ? {} : { measured: `${run.date.replace('T', ' ')} UTC on ${run.machine}` };
      tables.set(`${table.operation} ${table.mode} ${seconds}`, { ...table, ...apart, seconds });
    }
  }
  const growth = runs.findLast((run) => run.growth.length > 0)?.growth ?? [];
  return { ...first, tables: [...tables.values()], growth };
}
