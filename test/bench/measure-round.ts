import { setTimeout as wait } from 'node:timers/promises';
import type { LoadGenerator } from './load/load-generator.ts';
import { otherCoreTicks } from './machine.ts';
import { bodiesOf, type Operation } from './operations/operation.ts';
import type { Mode } from './options.ts';
import { forgetPeaks, usageOf } from './process-usage.ts';
import type { Round } from './results.ts';
import type { Stage } from './stage.ts';
import type { Running } from './variants/variant.ts';

/** Used less than this share of a core, everything is idle. */
const IDLE = 0.05;
const IDLE_PAUSE_MS = 400;
const IDLE_PATIENCE_MS = 8_000;

export interface RoundToMeasure {
  readonly running: Running;
  readonly operation: Operation;
  readonly mode: Mode;
  readonly seconds: number;
  readonly sizes: readonly number[] | null;
}

/** Waits until nothing runs on, sends the load for its time and tells what it took. */
export async function measureRound(
  stage: Stage,
  generator: LoadGenerator,
  { running, operation, mode, seconds, sizes }: RoundToMeasure,
): Promise<Round> {
  const gateway = [running.gateway.pid];
  const subgraphs = running.subgraphs.map(({ pid }) => pid);
  const postgres = [stage.database.pid];
  const all = [...gateway, ...subgraphs, ...postgres];
  await untilIdle(all);
  forgetPeaks(all);
  const asked = await subgraphRequests(running, mode);
  const before = [gateway, subgraphs, postgres].map(usageOf);
  const core = otherCoreTicks();
  const load = await generator.run({
    url: running.urlOf?.(operation.name) ?? running.url,
    bodies: bodiesOf(operation),
    sizes,
    connections: operation.connections[mode],
    seconds,
    callerPerRequest: operation.callerPerRequest,
  });
  const coreAfter = otherCoreTicks();
  const after = [gateway, subgraphs, postgres].map(usageOf);
  const askedAfter = await subgraphRequests(running, mode);
  const cpu = (place: number) => ((after[place]!.cpu - before[place]!.cpu) / load.answersInAll) * 1_000;
  return {
    rps: load.rps,
    p50: load.p50,
    p95: load.p95,
    p99: load.p99,
    cpu: { gateway: cpu(0), subgraphs: cpu(1), postgres: cpu(2) },
    memory: { gateway: after[0]!.peakMb, subgraphs: after[1]!.peakMb },
    otherCore: core && coreAfter ? (coreAfter.busy - core.busy) / (coreAfter.all - core.all) : Number.NaN,
    subgraphRequests: asked === null || askedAfter === null ? null : (askedAfter - asked) / load.answersInAll,
    refused: load.refused,
    broken: load.broken,
    wrongSizes: load.wrongSizes,
  };
}

/** What the replay of subgraphs was asked so far; null where real subgraphs answer. */
async function subgraphRequests({ counter }: Running, mode: Mode): Promise<number | null> {
  if (mode !== 'replay' || !counter) return null;
  return Number(await (await fetch(counter)).text());
}

async function untilIdle(pids: readonly number[]): Promise<void> {
  for (const deadline = Date.now() + IDLE_PATIENCE_MS; Date.now() < deadline;) {
    const before = usageOf(pids).cpu;
    await wait(IDLE_PAUSE_MS);
    const used = usageOf(pids).cpu - before;
    if (!(used > (IDLE * IDLE_PAUSE_MS) / 1_000)) return;
  }
}
